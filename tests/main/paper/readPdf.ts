import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'

/** The text of each page, without any white space: lines break where the layout wants. */
export async function readPages(pdf: Uint8Array): Promise<string[]> {
  const task = getDocument({ data: pdf.slice(), verbosity: 0 })
  const document = await task.promise
  const pages: string[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    pages.push(
      items
        .map((item) => ('str' in item ? item.str : ''))
        .join('')
        .replaceAll(/[\s\u200b]/g, ''),
    )
  }
  await task.destroy()
  return pages
}

/** Height above the lower edge, in millimetres, of the lowest text of each page, the page number left out. */
export async function readLowestText(pdf: Uint8Array): Promise<number[]> {
  const task = getDocument({ data: pdf.slice(), verbosity: 0 })
  const document = await task.promise
  const lowest: number[] = []
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    const words = items
      .filter((item) => 'str' in item && item.str.trim() !== '')
      .map((item) => item as { str: string; transform: number[] })
    const numberLine = words.find(({ str }) => str.startsWith('第') && str.endsWith('页'))?.transform[5]
    const heights = words
      .map(({ transform }) => transform[5] ?? 0)
      .filter((height) => Math.abs(height - (numberLine ?? 0)) > 1)
    lowest.push((Math.min(...heights) * 25.4) / 72)
  }
  await task.destroy()
  return lowest
}

/** The smallest type of all pages, in points. */
export async function readSmallest(pdf: Uint8Array): Promise<number> {
  const task = getDocument({ data: pdf.slice(), verbosity: 0 })
  const document = await task.promise
  let smallest = Infinity
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent()
    for (const item of items) {
      if (!('str' in item) || item.str.trim() === '') continue
      const [a, b] = item.transform as [number, number]
      smallest = Math.min(smallest, Math.hypot(a, b))
    }
  }
  await task.destroy()
  return smallest
}

/** Width and height of the first page in millimetres, rounded. */
export async function readPageSize(pdf: Uint8Array): Promise<[number, number]> {
  const task = getDocument({ data: pdf.slice(), verbosity: 0 })
  const { width, height } = (await (await task.promise).getPage(1)).getViewport({ scale: 25.4 / 72 })
  await task.destroy()
  return [Math.round(width), Math.round(height)]
}
