/** `张三（代表）` is called 张三 in a text. */
const REMARK = /[（(][^（）()]*[)）]$/

/**
 * A text with every whole name of `names` replaced by what `to` makes of it; also a name without the remark in
 * brackets behind it. A longer name goes before a shorter one that begins it, and what was put in is not looked at
 * again. Names of one character are words of the language and stay, and so does what is nothing but a remark.
 */
export function replaceNames(text: string, names: readonly string[], to: (name: string) => string): string {
  const found = new Set(names.flatMap((name) => [name.trim(), name.trim().replace(REMARK, '')]))
  const known = [...found].filter((name) => [...name].length > 1 && !/^（.*）$/.test(name))
  if (known.length === 0) return text
  const either = known.sort((one, other) => other.length - one.length).map(literal)
  return text.replace(new RegExp(either.join('|'), 'gu'), to)
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
