/** Browsers cannot lay out much more than 16 million pixels; taller grids scroll in proportion instead. */
export const MAX_CONTENT_PX = 12_000_000

export interface ScrollBox {
  readonly total: number
  readonly rowHeight: number
  /** Height left for rows, between the header and the sum line. */
  readonly viewHeight: number
}

/** Height of the scrolled content. */
export function contentHeight({ total, rowHeight }: ScrollBox): number {
  return Math.min(total * rowHeight, MAX_CONTENT_PX)
}

/** How far down the full, unscaled list the view begins. */
export function toListOffset(box: ScrollBox, scrollTop: number): number {
  const full = box.total * box.rowHeight
  if (full <= MAX_CONTENT_PX) return scrollTop
  const scrollable = contentHeight(box) - box.viewHeight
  return Math.min(1, Math.max(0, scrollTop / scrollable)) * (full - box.viewHeight)
}

/** The inverse of {@link toListOffset}. */
export function toScrollTop(box: ScrollBox, listOffset: number): number {
  const full = box.total * box.rowHeight
  if (full <= MAX_CONTENT_PX) return listOffset
  return (listOffset / (full - box.viewHeight)) * (contentHeight(box) - box.viewHeight)
}

/** How many row elements are kept: those in view, a few more, and never more than there are rows. */
export function poolSize({ total, rowHeight, viewHeight }: ScrollBox, overscan: number): number {
  return Math.min(total, Math.ceil(viewHeight / rowHeight) + 1 + overscan * 2)
}

/** The first row that gets an element. */
export function firstRow(box: ScrollBox, scrollTop: number, overscan: number): number {
  const first = Math.floor(toListOffset(box, scrollTop) / box.rowHeight) - overscan
  return Math.max(0, Math.min(first, box.total - poolSize(box, overscan)))
}

/** The row that element `slot` of the pool shows: elements keep their rows while these stay in the window. */
export function rowOfSlot(slot: number, first: number, pool: number): number {
  return first + ((((slot - first) % pool) + pool) % pool)
}

/** Top of a row inside the scrolled content. */
export function topOf(box: ScrollBox, row: number, scrollTop: number): number {
  return row * box.rowHeight - toListOffset(box, scrollTop) + scrollTop
}

/** The scrollTop that brings a row wholly into view with the least movement. */
export function scrollTopFor(box: ScrollBox, row: number, scrollTop: number): number {
  const offset = toListOffset(box, scrollTop)
  const top = row * box.rowHeight
  if (top < offset) return toScrollTop(box, top)
  if (top + box.rowHeight > offset + box.viewHeight) return toScrollTop(box, top + box.rowHeight - box.viewHeight)
  return scrollTop
}

/** The whole pages that hold the rows [from, to) for which `isLoaded` is false, or undefined if none is missing. */
export function missingPages(
  from: number,
  to: number,
  total: number,
  pageSize: number,
  isLoaded: (row: number) => boolean,
): { from: number; to: number } | undefined {
  let first = -1
  let last = -1
  for (let row = Math.max(0, from); row < Math.min(to, total); row++) {
    if (isLoaded(row)) continue
    if (first < 0) first = row
    last = row
  }
  if (first < 0) return undefined
  return {
    from: Math.floor(first / pageSize) * pageSize,
    to: Math.min(total, (Math.floor(last / pageSize) + 1) * pageSize),
  }
}
