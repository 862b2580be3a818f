import { randomBytes, verify } from 'node:crypto'
import type { Method } from '../../src-shared/contract.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import { AppError } from '../../src-shared/kernel/errors.ts'
import {
  openPackage,
  ReceiptContent,
  RowsContent,
  sealPackage,
  type PackageHeader,
} from '../../src-shared/sync/package.ts'
import { Batch, WireRow } from '../../src-shared/sync/protocol.ts'
import { DISTRICT_SEAT } from '../../src-shared/sync/stamp.ts'
import { audit, type ActionCtx, type Ctx } from '../ctx/ctx.ts'
import { deferReferences } from '../store/open.ts'
import { applyRows } from '../sync/applyRows.ts'
import { listBatches } from '../sync/batchRepo.ts'
import { buildBatch } from '../sync/buildBatch.ts'
import { keyOfState, publicKeyOf, sha256Of, signBytes } from '../sync/district.ts'
import { landBatch } from '../sync/landBatch.ts'
import { unpack } from '../sync/pack.ts'
import { loadState, saveState, seatName, seatsOf, type SyncState } from '../sync/state.ts'
import type { HostHandlers } from './accountHandlers.ts'
import type { CoreState } from './coreState.ts'
import { refuseWhileBusy } from './createCtx.ts'
import { topicPorts } from './refolding.ts'
import { startSyncing, stopSyncing } from './syncing.ts'
import { refoldHere } from './syncHandlers.ts'

type PackageMethod = Extract<Method, 'sync.exportPackage' | 'sync.importPackage'>
type Ports = ReturnType<typeof topicPorts>
interface Taken {
  taken: number
  conflicts: number
  quarantined: number
}

/** Sync on a stick: the batches that wait, sealed and signed; rows of another seat under the same merge; receipts back. */
export function packageHandlers(core: CoreState): HostHandlers<PackageMethod> {
  const ports = topicPorts(() => core.nowMs())
  /** The background thread would build batches of its own meanwhile. */
  const alone = async <T>(work: () => Promise<T>): Promise<T> => {
    refuseWhileBusy(core)
    await stopSyncing(core)
    try {
      return await work()
    } finally {
      startSyncing(core)
    }
  }
  return {
    'sync.exportPackage': (ctx) =>
      alone(async () => {
        const state = getJoined(ctx)
        const batches = ctx.transact((tx) => {
          while (buildBatch(tx.db)) continue
          return listBatches(tx.db)
        })
        const key = keyOfState(state)
        const content: RowsContent = {
          epoch: state.epoch,
          cursor: state.cursor,
          batches: batches.map(({ no, hash, rows, body }) => ({
            no,
            hash,
            rows,
            body: body.toString('base64url'),
            signature: signBytes(key, body),
          })),
        }
        const bytes = await seal(ctx, state, 'rows', content)
        const rows = batches.reduce((sum, batch) => sum + openRows(batch.body).length, 0)
        ctx.transact((tx) => audit(tx, 'exported', { kind: 'store', id: 'sync', title: '同步包' }, `${rows} 条`))
        return { fileName: nameOf(ctx, '同步包', state.seatCode), base64: bytes.toString('base64'), rows }
      }),

    'sync.importPackage': (ctx, { base64 }) =>
      alone(async () => {
        const state = getJoined(ctx)
        const { header, content } = await openPackage(
          Buffer.from(base64, 'base64'),
          state.streetCode,
          Buffer.from(state.packageKey, 'base64url'),
          (seatCode, bytes, signature) => isSignedBy(state, seatCode, bytes, signature),
        )
        if (header.seatCode === state.seatCode && header.kind === 'rows')
          throw new AppError('invalid', '这是本机自己导出的同步包，请拿到另一台电脑或区里导入')
        return header.kind === 'rows'
          ? takeRowsPackage(ctx, ports, state, header, RowsContent.parse(content))
          : takeReceipt(ctx, ports, state, header, ReceiptContent.parse(content))
      }),
  }
}

async function takeRowsPackage(
  ctx: ActionCtx,
  ports: Ports,
  state: SyncState,
  header: PackageHeader,
  content: RowsContent,
) {
  let sum: Taken = { taken: 0, conflicts: 0, quarantined: 0 }
  for (const { body } of content.batches) {
    const rows = openRows(Buffer.from(body, 'base64url')).map((row) => ({ row, seq: null }))
    sum = add(
      sum,
      ctx.transact((tx) => takeRows(tx, ports, rows)),
      rows.length,
    )
  }
  const receipt: ReceiptContent = {
    toSeat: header.seatCode,
    taken: content.batches.map(({ no, hash }) => ({ no, hash })),
    answers: [],
    rows: [],
    next: 0,
    head: 0,
  }
  const bytes = await seal(ctx, state, 'receipt', receipt)
  return summary(ctx, state, header, sum.taken, sum, {
    fileName: nameOf(ctx, '同步回执', header.seatCode),
    base64: bytes.toString('base64'),
  })
}

function takeReceipt(ctx: ActionCtx, ports: Ports, state: SyncState, header: PackageHeader, content: ReceiptContent) {
  if (content.toSeat !== state.seatCode) throw new AppError('invalid', '这份回执是给另一台电脑的')
  const open = content.rows.filter(([, table]) => table !== 'sealed_box').length
  const sum = ctx.transact((tx) => {
    const batches = listBatches(tx.db)
    for (const answer of content.answers) {
      const batch = batches.find(({ no }) => no === answer.no)
      if (batch) landBatch(tx.db, batch.hash, answer, tx.now)
    }
    const isNext = content.answers.length > 0 || header.seatCode === DISTRICT_SEAT
    const rows = content.rows.map(([seq, ...row]) => ({ row: row as WireRow, seq }))
    const taken = takeRows(tx, ports, rows)
    if (isNext)
      saveState(tx.db, {
        cursor: Math.max(content.next, loadState(tx.db).cursor),
        head: content.head,
        lastOkAt: tx.now,
      })
    return taken
  })
  return summary(ctx, state, header, open, add(sum, { conflicts: 0, quarantined: 0 }, open), null)
}

function takeRows(tx: Ctx, ports: Ports, rows: readonly { row: WireRow; seq: number | null }[]): Omit<Taken, 'taken'> {
  deferReferences(tx.db) // a child may come before its parent within a package
  const applied = applyRows(tx.db, rows, {
    nowIso: tx.now,
    isDistricts: rows.some(({ seq }) => seq !== null),
    forget: (id) => ports.forget(tx.db, id),
    leaveCounters: (id) => ports.leaveCounters(tx.db, id),
  })
  refoldHere(tx, ports, [...applied.matters])
  return { conflicts: applied.overwritten, quarantined: applied.quarantined }
}

/** What of a batch another seat may have: boxes of sealed matters are for the district alone, and are counted nowhere. */
function openRows(body: Buffer): WireRow[] {
  return Batch.parse(unpack(body)).rows.flatMap((row) => {
    const parsed = WireRow.safeParse(row)
    return parsed.success && parsed.data[0] !== 'sealed_box' ? [parsed.data] : []
  })
}

const add = (sum: Omit<Taken, 'taken'> & { taken?: number }, more: Omit<Taken, 'taken'>, taken: number): Taken => ({
  taken: (sum.taken ?? 0) + taken,
  conflicts: sum.conflicts + more.conflicts,
  quarantined: sum.quarantined + more.quarantined,
})

function summary(
  ctx: ActionCtx,
  state: SyncState,
  header: PackageHeader,
  rows: number,
  sum: Taken,
  receipt: { fileName: string; base64: string } | null,
) {
  const from = header.seatCode === DISTRICT_SEAT ? state.districtName : seatName(state, header.seatCode)
  ctx.transact((tx) => audit(tx, 'imported', { kind: 'store', id: 'sync', title: '同步包' }, `${from}，${rows} 条`))
  return { kind: header.kind, from, madeAt: header.madeAt as Instant, rows, ...sum, receipt }
}

async function seal(
  ctx: ActionCtx,
  state: SyncState,
  kind: 'rows' | 'receipt',
  content: RowsContent | ReceiptContent,
): Promise<Buffer> {
  const key = keyOfState(state)
  const { streetCode, seatCode } = state
  const header = { kind, streetCode, seatCode, madeAt: ctx.now }
  const packageKey = Buffer.from(state.packageKey, 'base64url')
  return Buffer.from(await sealPackage(header, content, packageKey, randomBytes(12), (bytes) => signBytes(key, bytes)))
}

/** The district signs nothing: only it and the street's own seats have the key that the content is sealed under. */
function isSignedBy(state: SyncState, seatCode: string, bytes: Uint8Array, signature: string): boolean {
  if (seatCode === DISTRICT_SEAT) return true
  const seat = seatsOf(state).find((each) => each.seatCode === seatCode)
  if (!seat)
    throw new AppError('invalid', '这个同步包来自本机还不认识的电脑，可能是后来接入的。请先联网同步一次，再导入')
  return verify(null, sha256Of(bytes), publicKeyOf(seat.publicKey), Buffer.from(signature, 'base64url'))
}

function getJoined(ctx: ActionCtx): SyncState {
  const state = loadState(ctx.db)
  if (state.seatCode === '' || state.packageKey === '')
    throw new AppError('not_allowed', '这台电脑还没有接入区里，不能用同步包')
  return state
}

const nameOf = (ctx: ActionCtx, what: string, seatCode: string): string => `一窗通${what}-${ctx.today}-${seatCode}.owpk`
