import type { Instant } from '../../src-shared/kernel/day.ts'
import type { ErrorCode } from '../../src-shared/kernel/errors.ts'
import type { PaperKind } from '../../src-shared/paper/registry.ts'

/** A file of `resources/paper` with another text, as the district published it. */
export interface Template {
  file: string
  text: string
}

/** A picture on a paper, by the name under which its template finds it. */
export interface PaperImage {
  file: string
  bytes: Uint8Array
}

/** What the typesetter asks of its worker; no kind asks only whether the worker is warm. */
export type WorkerJob =
  | { id: number; kind: null }
  | {
      id: number
      kind: PaperKind
      data: unknown
      timestamp: Instant
      watermark: string
      /** Templates that stand in for those of the program. */
      templates: readonly Template[]
      images: readonly PaperImage[]
    }

export type WorkerReply =
  | { type: 'ready'; id: number }
  | { type: 'progress'; id: number; done: number; total: number }
  | { type: 'done'; id: number; pdf: Uint8Array; pages: number; templateVersion: string; fontNotice: string[] }
  | { type: 'failed'; id: number; code: ErrorCode; message: string }
