import { attributesOf } from './xml.ts'

/** Formats of a workbook to which marked copies can be added. */
export interface MarkStyles {
  /** The number of a copy of format `style` with the mark's fill; `style` itself if the workbook has no formats. */
  marked(style: number): number
  /** The styles part with the copies that were asked for. */
  toXml(): string
}

const FILL = 'FFFFC7CE'

/** @param styles the styles part; `''` if the workbook has none */
export function createMarkStyles(styles: string): MarkStyles {
  const fills = section(styles, 'fills')
  const formats = section(styles, 'cellXfs')
  const xfs = formats ? elements(formats.inner, `${formats.prefix}xf`) : []
  const copies = new Map<number, number>()
  if (!fills || !formats || xfs.length === 0) return { marked: (style) => style, toXml: () => styles }
  const fillId = elements(fills.inner, `${fills.prefix}fill`).length

  return {
    marked(style) {
      const known = copies.get(style)
      if (known !== undefined) return known
      copies.set(style, xfs.length + copies.size)
      return xfs.length + copies.size - 1
    },
    toXml() {
      const x = fills.prefix
      const fill =
        `<${x}fill><${x}patternFill patternType="solid"><${x}fgColor rgb="${FILL}"/><${x}bgColor indexed="64"/>` +
        `</${x}patternFill></${x}fill>`
      const added = [...copies.keys()].map((style) => withFill(xfs[style] ?? xfs[0]!, fillId)).join('')
      return styles
        .replace(fills.whole, () => `<${x}fills count="${fillId + 1}">${fills.inner}${fill}</${x}fills>`)
        .replace(
          formats.whole,
          () => `<${x}cellXfs count="${xfs.length + copies.size}">${formats.inner}${added}</${x}cellXfs>`,
        )
    },
  }
}

function withFill(xf: string, fillId: number): string {
  const tagEnd = xf.indexOf('>') + 1
  const [opening] = /^<[\w:]+/.exec(xf)!
  const attributes = { ...attributesOf(xf.slice(0, tagEnd)), fillId: String(fillId), applyFill: '1' }
  const text = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`)
  return `${opening}${text.join('')}${xf[tagEnd - 2] === '/' ? '/>' : '>'}${xf.slice(tagEnd)}`
}

function section(xml: string, name: string) {
  const match = new RegExp(`<(\\w+:)?${name}(?:\\s[^>]*)?>([\\s\\S]*?)</(?:\\w+:)?${name}>`).exec(xml)
  return match ? { whole: match[0], prefix: match[1] ?? '', inner: match[2]! } : undefined
}

/** The elements called `name` that stand side by side in `xml`, whole. */
function elements(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|(?<!/)>[\\s\\S]*?</${name}>)`, 'g')) ?? []
}
