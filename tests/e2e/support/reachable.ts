import type { Page } from '@playwright/test'

/**
 * Buttons, links and fields that somebody could not use: cut text, a box that cannot be scrolled whole into
 * the window, or something else lying on top.
 */
export function findUnreachable(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isShown = (each: HTMLElement) =>
      each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
      each.getClientRects().length > 0 &&
      // Read by screen readers only, or waiting for the focus.
      each.getBoundingClientRect().width > 2 &&
      each.getBoundingClientRect().right > -500
    const isCut = (each: HTMLElement) =>
      each.tagName === 'BUTTON' &&
      (each.scrollWidth > each.clientWidth + 2 || each.scrollHeight > each.clientHeight + 2)
    const isOutside = (each: HTMLElement) => {
      each.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
      const { left, right, top, bottom } = each.getBoundingClientRect()
      const isTooTall = bottom - top > innerHeight
      // A script can scroll what hides its overflow; a person cannot.
      for (let box = each.parentElement; box; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box)
        const isHeld = (overflowY === 'hidden' && box.scrollTop > 1) || (overflowX === 'hidden' && box.scrollLeft > 1)
        if (isHeld) return true
      }
      return left < -1 || right > innerWidth + 1 || (!isTooTall && (top < -1 || bottom > innerHeight + 1))
    }
    const isCovered = (each: HTMLElement) => {
      const { left, right, top, bottom } = each.getBoundingClientRect()
      const hit = document.elementFromPoint((left + right) / 2, Math.min((top + bottom) / 2, innerHeight - 1))
      return !(hit && (each.contains(hit) || hit.contains(each)))
    }
    const found: string[] = []
    for (const each of document.querySelectorAll<HTMLElement>('button, a[href], input, textarea, select')) {
      if (!isShown(each)) continue
      const fault = isCut(each) ? 'cut' : isOutside(each) ? 'outside' : isCovered(each) ? 'covered' : ''
      if (fault) found.push(`${fault}: ${each.outerHTML.slice(0, 160)}`)
    }
    const main = document.querySelector('main')
    if (main && main.scrollWidth > main.clientWidth + 1) found.push(`main is ${main.scrollWidth} wide`)
    return found
  })
}
