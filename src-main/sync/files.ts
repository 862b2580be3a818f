import { createHash } from 'node:crypto'
import { CHUNK_BYTES } from '../../src-shared/sync/protocol.ts'
import type { Db } from '../store/open.ts'
import { askBytes, Refused } from './district.ts'
import type { SyncPorts } from './ports.ts'
import { findFileBytes, listFilesToSend, markPieces, saveFileBytes, settleFile } from './fileRepo.ts'

const piecesOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / CHUNK_BYTES))

/** Sends the files whose rows have arrived, newest first, piece by piece; what the district has already is not sent. */
export async function syncFiles(db: Db, ports: SyncPorts, token: string, signal?: AbortSignal): Promise<void> {
  const waiting = listFilesToSend(db)
  for (const [index, { sha256, donePieces }] of waiting.entries()) {
    const bytes = findFileBytes(db, sha256)
    if (!bytes) {
      db.transaction(() => settleFile(db, sha256)).immediate()
      continue
    }
    await sendFile(db, ports, token, sha256, bytes, donePieces, signal)
    ports.report?.({ what: 'files', done: index + 1, total: waiting.length })
    await ports.breathe?.()
    signal?.throwIfAborted()
  }
}

async function sendFile(
  db: Db,
  ports: SyncPorts,
  token: string,
  sha256: string,
  bytes: Buffer,
  from: number,
  signal?: AbortSignal,
): Promise<void> {
  const headers = { authorization: `Bearer ${token}` }
  for (let piece = from; piece < piecesOf(bytes.length); piece += 1) {
    const path = `/sync/file/${sha256}/${piece}`
    if (!(await isThere(ports, path, headers, signal))) {
      const body = bytes.subarray(piece * CHUNK_BYTES, (piece + 1) * CHUNK_BYTES)
      await askBytes(ports.transport, {
        method: 'PUT',
        path,
        headers: { ...headers, 'content-type': 'application/octet-stream' },
        body,
        signal,
      })
    }
    db.transaction(() => markPieces(db, sha256, piece + 1)).immediate()
  }
  db.transaction(() => settleFile(db, sha256)).immediate()
}

async function isThere(
  ports: SyncPorts,
  path: string,
  headers: Record<string, string>,
  signal?: AbortSignal,
): Promise<boolean> {
  const { status } = await ports.transport.send({ method: 'HEAD', path, headers, signal })
  if (status >= 500) throw new Error(`The district answered ${status}`)
  return status < 300
}

/**
 * Fetches one file that a row speaks of, checks it and keeps it.
 *
 * @throws Refused `not_found` while its seat has not sent it yet; Error if its sum is wrong
 */
export async function fetchFile(
  db: Db,
  ports: SyncPorts,
  token: string,
  sha256: string,
  signal?: AbortSignal,
): Promise<void> {
  const headers = { authorization: `Bearer ${token}` }
  const parts: Buffer[] = []
  for (let piece = 0; ; piece += 1) {
    const reply = await ports.transport.send({ method: 'GET', path: `/sync/file/${sha256}/${piece}`, headers, signal })
    if (reply.status === 404 && piece > 0) break
    if (reply.status >= 400) throw new Refused(reply.status === 404 ? 'not_found' : 'internal', '文件还没有送到区里')
    parts.push(reply.body)
    if (reply.body.length < CHUNK_BYTES) break
  }
  const bytes = Buffer.concat(parts)
  if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error('A file with a wrong sum')
  db.transaction(() => {
    saveFileBytes(db, sha256, bytes)
    settleFile(db, sha256)
  }).immediate()
}
