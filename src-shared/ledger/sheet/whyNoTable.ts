/** Why what was pasted cannot be read as a table, in Chinese for the person who pasted it, or undefined if it can. */
export function whyNoTable(rows: readonly (readonly string[])[]): string | undefined {
  const filled = rows.map((row) => row.filter((cell) => cell.trim() !== '').length).filter((count) => count > 0)
  if (filled.length === 0) return '没有粘贴内容'
  if (filled.every((count) => count < 2))
    return '粘贴的不是表格（没有分成几列）。请在对方系统或表格里选中单元格，连同表头一起复制，再粘贴到这里'
  return filled.length < 2 ? '只有一行：请连同表头和至少一行内容一起复制' : undefined
}
