import { Marked } from 'marked'

const TEXTS = import.meta.glob<string>('../../docs/使用手册.md', { query: '?raw', import: 'default' })
const PICTURES = import.meta.glob<string>('../../docs/**/*.{png,jpg,svg}', {
  query: '?url',
  import: 'default',
  eager: true,
})

export interface ManualHeading {
  id: string
  level: number
  title: string
}
export interface Manual {
  html: string
  headings: readonly ManualHeading[]
}

/** The clerks' manual as it was when the program was built; undefined if it had none. */
export async function loadManual(): Promise<Manual | undefined> {
  const [load] = Object.values(TEXTS)
  return load && renderManual(await load())
}

/** Headings get ids for the table of contents; pictures the address under which the build placed them. */
export function renderManual(markdown: string): Manual {
  const headings: ManualHeading[] = []
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const title = this.parser.parseInline(tokens)
        const id = `manual-${headings.length + 1}`
        headings.push({ id, level: depth, title: title.replace(/<[^>]+>/g, '') })
        // The page itself has the first level.
        return `<h${Math.min(6, depth + 1)} id="${id}" tabindex="-1">${title}</h${Math.min(6, depth + 1)}>`
      },
      image({ href, text }) {
        const url = PICTURES[`../../docs/${decodeURIComponent(href).replace(/^\.\//, '')}`]
        return url
          ? `<img src="${url}" alt="${escapeText(text)}" loading="lazy">`
          : `<em>（图：${escapeText(text)}）</em>`
      },
      html: ({ text }) => escapeText(text),
    },
  })
  return { html: marked.parse(markdown, { async: false }), headings }
}

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)
}
