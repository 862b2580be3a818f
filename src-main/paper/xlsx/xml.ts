const SPECIAL = /[\u0000-\u0008\u000b-\u001f&<>"_\ud800-\udfff\ufffe\uffff]/
const ILLEGAL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
/** Spreadsheet programs decode `_x4E2D_` in a text, so a text that looks like it is escaped in turn. */
const LOOKS_ESCAPED = /_(?=x[0-9a-fA-F]{4}_)/g
const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Text for an element or a quoted attribute; characters that XML cannot hold are removed. */
export function escapeXml(text: string): string {
  if (!SPECIAL.test(text)) return text
  return text
    .replace(LONE_SURROGATE, '') // first: two of them may meet when what is between them goes
    .replace(ILLEGAL, '')
    .replace(/\r\n?/g, '\n')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

/** {@link escapeXml} for the text of a cell. */
export function escapeCellText(text: string): string {
  const escaped = escapeXml(text)
  return escaped.includes('_x') ? escaped.replace(LOOKS_ESCAPED, '_x005F_') : escaped
}

export function unescapeXml(xml: string): string {
  const text = xml.includes('\r') ? xml.replace(/\r\n?/g, '\n') : xml
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex, decimal, name) => {
    if (name) return ENTITIES[name] ?? whole
    const code = hex ? parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

/** The inverse of {@link escapeCellText}; also decodes `_x000D_` and the like from other programs. */
export function unescapeCellText(xml: string): string {
  const text = unescapeXml(xml)
  if (!text.includes('_x')) return text
  return text
    .replace(/_x([0-9a-fA-F]{4})_/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)))
    .replace(/\r\n?/g, '\n')
}

/** The attributes of one start tag, undecorated by any namespace prefix but their own. */
export function attributesOf(tag: string): Record<string, string> {
  const attributes: Record<string, string> = {}
  for (const [, name, double, single] of tag.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[name!] = unescapeXml(double ?? single ?? '')
  }
  return attributes
}

/** Start tags of the elements called `name`, whatever their namespace prefix. For small parts only. */
export function tagsOf(xml: string, name: string): Record<string, string>[] {
  return [...xml.matchAll(new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])((?:"[^"]*"|'[^']*'|[^"'>])*)>`, 'g'))].map(
    (match) => attributesOf(match[1]!),
  )
}
