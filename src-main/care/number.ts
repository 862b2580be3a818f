/** `7F3A-21B0`: by which people name a record. Made of the random end of its id: it tells neither when nor how many. */
export function numberOf(clientId: string): string {
  const end = clientId.replaceAll('-', '').slice(-8).toUpperCase()
  return `${end.slice(0, 4)}-${end.slice(4)}`
}
