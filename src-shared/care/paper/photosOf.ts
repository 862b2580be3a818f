/** Which photos a paper of care shows, from its data as it was issued. */
export function photoIdsOf(data: unknown): string[] {
  const photos: unknown = (data as { photos?: unknown } | null)?.photos
  if (!Array.isArray(photos)) return []
  return photos.flatMap((each: { photoId?: unknown }) => (typeof each.photoId === 'string' ? [each.photoId] : []))
}

/** The name under which a template finds a picture. */
export const photoFile = (photoId: string): string => `photo-${photoId}.jpg`
