import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { NodeCompiler, NodeError, NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { AppError } from '../../src-shared/kernel/errors.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import type { PaperSpec } from '../../src-shared/paper/spec.ts'
import { chooseFaces, FACES, findBundledFonts } from './fonts.ts'
import type { ChosenFaces } from './fonts.ts'
import type { PaperImage, Template } from './workerMessages.ts'

// CommonJS with native binaries: loaded by require so that bundlers leave it alone
const typst = createRequire(import.meta.url)('@myriaddreamin/typst-ts-node-compiler') as {
  NodeCompiler: { create(args: object): NodeCompiler }
}

/** PDF/A-2u: for keeping, with every character readable as Unicode. */
const STANDARD = 'a-2u'
/** The printers' mark for a sort that is not in the case. */
const GETA = '〓'
/** Each round finds all characters without a glyph; a second only if a replaced text falls differently. */
const GLYPH_ROUNDS = 3

export interface CompilerPlace {
  resourcesDir: string
  nodeModulesDir: string
  /** Folders with further fonts, besides those of the system, which are always searched. */
  fontsDirs: readonly string[]
}

export interface SheetJob {
  spec: PaperSpec
  /** Output of the paper's schema, or part of it. */
  data: unknown
  timestamp: Instant
  watermark: string
  images?: readonly PaperImage[]
  /** Page number of the first page, and whether `共 Y 页` is left open for a later stamp. */
  firstPage?: number
  leavesTotalOpen?: boolean
  /** Tags serve screen readers; on a ledger they cost more than the ledger. */
  hasTags?: boolean
}

export interface Sheet {
  pdf: Uint8Array
  pages: number
  /** Characters that no font has; 〓 stands in their place. */
  missing: string[]
  /** Asks the document for the value of a labelled `metadata`. */
  ask: (label: string) => unknown
}

export interface Compiler {
  typesetSheet(job: SheetJob): Sheet
  /** Puts these templates in the place of the program's until the next call. */
  useTemplates(templates: readonly Template[]): void
  /** Hash of the template and its base, for the version of an issued paper. */
  hashTemplate(template: string): string
  notice: readonly string[]
  /** Frees layouts remembered longer than `age` sheets. */
  forget(age: number): void
}

/** Opens a warm typesetter: fonts found, faces chosen. Takes some 100 ms, more where many fonts are installed. */
export function openCompiler({ resourcesDir, nodeModulesDir, fontsDirs }: CompilerPlace): Compiler {
  const workspace = join(resourcesDir, 'paper')
  const fontPaths = [...findBundledFonts(resourcesDir, nodeModulesDir), ...fontsDirs]
  const compiler = typst.NodeCompiler.create({ workspace, fontArgs: [{ fontPaths }] })
  const faces = probeFaces(compiler)
  const withoutGlyph = new Set<string>()

  function typesetSheet(job: SheetJob): Sheet {
    const pictures = (job.images ?? []).map(({ file, bytes }) => ({ path: join(workspace, file), bytes }))
    for (const { path, bytes } of pictures) compiler.mapShadow(path, Buffer.from(bytes))
    try {
      return typesetRounds(job)
    } finally {
      for (const { path } of pictures) compiler.unmapShadow(path)
    }
  }

  function typesetRounds(job: SheetJob): Sheet {
    for (let round = 0; ; round++) {
      compiler.mapShadow(join(workspace, 'data.json'), Buffer.from(toDataFile(job, faces, withoutGlyph)))
      const document = compile(compiler, join(workspace, job.spec.template))
      const ask = (label: string) => askDocument(compiler, document, label)
      const options = { creationTimestamp: Math.floor(Date.parse(job.timestamp) / 1000), pdfTags: job.hasTags ?? true }
      try {
        const pdf = new Uint8Array(compiler.pdf(document, { ...options, pdfStandard: STANDARD }))
        const text = withoutGlyph.size > 0 ? JSON.stringify(job.data) : ''
        return { pdf, pages: document.numOfPages, missing: [...withoutGlyph].filter((one) => text.includes(one)), ask }
      } catch (error) {
        const found = findMissingGlyphs(error)
        if (found.length === 0 || round === GLYPH_ROUNDS) throw error
        for (const one of found) withoutGlyph.add(one)
      }
    }
  }

  /** What stands in for a file of the program, by name. */
  const standIns = new Map<string, string>()
  function useTemplates(templates: readonly Template[]): void {
    for (const file of standIns.keys()) compiler.unmapShadow(join(workspace, file))
    standIns.clear()
    for (const { file, text } of templates) {
      standIns.set(file, text)
      compiler.mapShadow(join(workspace, file), Buffer.from(text))
    }
  }

  return {
    typesetSheet,
    useTemplates,
    hashTemplate: (template) => {
      const hash = createHash('sha256')
      const read = (file: string): string => standIns.get(file) ?? readFileSync(join(workspace, file), 'utf8')
      for (const file of withImports(read, template)) hash.update(read(file))
      return hash.digest('hex').slice(0, 8)
    },
    notice: faces.notice,
    forget: (age) => compiler.evictCache(age),
  }
}

/** A template with whatever it imports from its own folder, `base.typ` first, the template last. */
function withImports(read: (file: string) => string, template: string): string[] {
  const files = new Set(['base.typ'])
  const follow = (file: string): void => {
    for (const [, imported] of read(file).matchAll(/^#import "(\w+\.typ)"/gm)) if (imported) follow(imported)
    files.add(file)
  }
  follow(template)
  return [...files]
}

function toDataFile(job: SheetJob, faces: ChosenFaces, missing: ReadonlySet<string>): string {
  const text = JSON.stringify({
    job: {
      title: job.spec.title,
      format: job.spec.page,
      faces: faces.chain,
      notice: faces.notice,
      watermark: job.watermark,
      images: job.images?.map(({ file }) => file) ?? [],
      firstPage: job.firstPage ?? 1,
      leavesTotalOpen: job.leavesTotalOpen ?? false,
      places: Object.fromEntries(job.spec.signaturePlaces.map((place) => [place.id, place.label])),
    },
    data: job.data,
  })
  return [...missing].reduce((result, one) => result.replaceAll(one, GETA), text)
}

function compile(compiler: NodeCompiler, mainFilePath: string): NodeTypstDocument {
  const result = compiler.compile({ mainFilePath, resetRead: true })
  const document = result.result
  if (document) return document
  const error = result.takeError()
  throw new AppError('internal', `版式文件有误：${error ? describe(compiler, error) : '原因不明'}`)
}

function describe(compiler: NodeCompiler, error: NodeError): string {
  type Diagnostic = { message: string; path: string; range?: { start: { line: number } } }
  const [first] = compiler.fetchDiagnostics(error) as Diagnostic[]
  return first ? `${first.path}:${(first.range?.start.line ?? 0) + 1} ${first.message}` : error.kind
}

function askDocument(compiler: NodeCompiler, document: NodeTypstDocument, label: string): unknown {
  const [value] = compiler.query(document, { selector: `<${label}>`, field: 'value' }) as unknown[]
  return value
}

function probeFaces(compiler: NodeCompiler): ChosenFaces {
  const names = Object.values(FACES).flatMap((face) => face.names)
  const source = names.map((name) => `#text(font: ${JSON.stringify(name)}, fallback: false)[A]`).join('\n')
  const warnings = compiler.compile({ mainFileContent: source }).takeWarnings()
  const messages = (warnings?.shortDiagnostics ?? []) as { message: string }[]
  const unknown = new Set(messages.map(({ message }) => /^unknown font family: (.+)$/.exec(message)?.[1]))
  return chooseFaces((family) => !unknown.has(family.toLowerCase()))
}

/** PDF/A export refuses a text without a glyph and names it; `\u{2a6d7}` stands for what Rust finds unprintable. */
function findMissingGlyphs(error: unknown): string[] {
  const message = String((error as { message?: unknown }).message ?? error)
  const texts = [...message.matchAll(/the text `\\?"(.+?)\\?"` could not be displayed/g)].map((match) => match[1] ?? '')
  const plain = texts.map((text) =>
    text.replaceAll(/\\+u\{([0-9a-f]+)\}/g, (_, hex) => String.fromCodePoint(parseInt(hex, 16))),
  )
  return [...new Set(plain.flatMap((text) => [...text]))]
}
