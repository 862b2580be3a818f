import { sumToHex, xorSum, type Sum } from '../../src-shared/sync/digest.ts'
import type { Instant } from '../../src-shared/kernel/day.ts'
import { Batch, CLOCK_AHEAD_MS, type PushAnswer, type Rejected } from '../../src-shared/sync/protocol.ts'
import { sawStamp, stampMs, type ClockState, type Stamp } from '../../src-shared/sync/stamp.ts'
import { isoOf, type District } from '../context.ts'
import type { Sql } from '../db/db.ts'
import { Refused } from '../refused.ts'
import { refuseRevoked } from '../seats/hello.ts'
import { isSigned, sha256, type SeatClaim } from '../seats/proof.ts'
import { freshRows, isFewRows, listListeners, type FreshRows, type Listener } from './freshPage.ts'
import { findBatch, lockHead, saveHead, type LockedHead } from './headRepo.ts'
import type { HeldRow } from './heldRow.ts'
import { mergeBatch, type MergedBatch } from './mergeBatch.ts'
import { keepPairs, wipe } from './overwritten.ts'
import { isRejected, readRow, type SentRow } from './readRow.ts'
import { findNumbers, findRows, saveRows } from './rowRepo.ts'

/**
 * Takes one batch of a seat in one transaction, the street's head locked. A batch that was taken before gets its answer again.
 *
 * @param sent the body as it came, which the signature and the chain are about
 * @param message what it says
 * @throws Refused `bad_signature` | `revoked` | `lineage` | `fork` | `gap` | `clock_ahead` | `shape`; nothing was written then
 */
export async function takeBatch(
  district: District,
  claim: SeatClaim & { token: string },
  sent: Buffer,
  signature: string,
  message: unknown,
): Promise<PushAnswer> {
  const digest = sha256(sent)
  const hash = digest.toString('hex')
  const parsed = Batch.safeParse(message)
  if (!parsed.success) throw new Refused('shape', '这一批的格式不对')
  const batch = parsed.data
  const { streetCode } = claim
  const sentRows = readRows(batch.rows)
  const isAwaited = district.hub.isAwaited(streetCode, claim.token) && isFewRows(sentRows.rows.length)
  const { answer, head, fresh } = await district.db.inStreet(streetCode, async (sql) => {
    // Asked together: what is read behind the lock is of after its wait.
    const [head, held, numbers, listeners] = await Promise.all([
      lockHead(sql, claim),
      findRows(sql, streetCode, rowNames(sentRows.rows)),
      findNumbers(sql, streetCode, numbersOf(sentRows.rows)),
      isAwaited ? listListeners(sql, streetCode) : [],
    ])
    if (!head) throw new Refused('token', '区里没有这个座席')
    refuseRevoked(head)
    if (!isSigned(head.publicKey, digest, signature)) throw new Refused('bad_signature', '这一批的签名不对')
    if (batch.lineage !== head.lineage || batch.cursor > head.seq)
      throw new Refused('lineage', '区里的数据与上次不是同一份，已停止同步，本机数据未动')
    const earlier = await findEarlier(sql, claim, batch, head, hash)
    if (earlier) return { answer: earlier, head: head.seq } satisfies Taken as Taken
    return takeNew(district, sql, claim, { batch, hash, signature, head, ...sentRows, held, numbers, listeners })
  })
  district.hub.tell(streetCode, { token: claim.token, from: answer.from, to: answer.to, head, fresh })
  return answer
}

/** The answer that was given, or undefined if this batch is the next one. */
async function findEarlier(
  sql: Sql,
  claim: SeatClaim,
  { epoch, no, prev }: Pick<Batch, 'epoch' | 'no' | 'prev'>,
  head: LockedHead,
  hash: string,
): Promise<PushAnswer | undefined> {
  const fork = (): Refused => new Refused('fork', '这台电脑的数据曾被复制或恢复，将改用新的座席字母继续')
  if (epoch !== head.epoch) throw fork()
  if (no > head.lastNo + 1) throw new Refused('gap', '前面还有一批没有送到')
  if (no === head.lastNo + 1) {
    if (prev !== head.lastHash) throw fork()
    return undefined
  }
  const found = await findBatch(sql, claim, epoch, no)
  if (found?.hash !== hash) throw fork()
  return JSON.parse(found.answer) as PushAnswer
}

interface NextBatch {
  batch: { no: number; epoch: number; cursor: number }
  hash: string
  signature: string
  head: LockedHead
  rows: readonly SentRow[]
  rejected: readonly Rejected[]
  /** What the street holds of the rows, and of the numbers they name. */
  held: ReadonlyMap<string, HeldRow>
  numbers: ReadonlyMap<string, readonly string[]>
  /** Empty where nobody waits. */
  listeners: readonly Listener[]
}

interface Taken {
  answer: PushAnswer
  head: number
  fresh?: FreshRows | undefined
}

async function takeNew(
  district: District,
  sql: Sql,
  claim: SeatClaim,
  { batch, hash, signature, head, rows, rejected, held, numbers, listeners }: NextBatch,
): Promise<Taken> {
  const { streetCode } = claim
  const nowMs = district.nowMs()
  const newest = newestOf(rows)
  if (newest && stampMs(newest) > nowMs + CLOCK_AHEAD_MS)
    throw new Refused('clock_ahead', '本机时钟比区里快 10 分钟以上，已按区里的时间校正')

  const merged = mergeBatch(held, rows, {
    seq: head.seq,
    cursor: batch.cursor,
    publicKey: head.publicKey,
    isNumberTaken: (number, id) => numbers.get(number)?.some((other) => other !== id) ?? false,
  })
  const answer: PushAnswer = {
    no: batch.no,
    from: head.seq,
    to: merged.seq,
    rejected: [...rejected, ...merged.rejected],
    overwritten: 0,
    receivedAt: isoOf(nowMs) as Instant,
  }
  const clock: ClockState = { ms: head.clockMs, counter: head.clockCounter }
  const after = await write(district, sql, streetCode, merged, held, newest ? sawStamp(clock, newest) : clock)
  answer.overwritten = after.overwritten
  const sum = xorSum([head.sumHigh, head.sumLow], after.sum)
  saveHead(sql, claim, {
    seq: after.seq,
    clock: after.clock,
    sum,
    batch: { epoch: batch.epoch, no: batch.no, hash, signature, cursor: batch.cursor },
    answer: JSON.stringify(answer),
    at: answer.receivedAt,
  })
  count(district, answer)
  // Given a second time, the answer may be of a street that moved on: only the first one says the sum.
  const isAll = isWhole(head, merged, after.seq)
  return {
    answer: isAll ? { ...answer, sum: sumToHex(sum) } : answer,
    head: after.seq,
    // What the district itself wrote behind the rows is not at hand.
    ...(after.seq === merged.seq && listeners.length > 0
      ? { fresh: freshRows({ from: head.seq, head: after.seq, sum }, [...merged.changed.values()], listeners) }
      : {}),
  }
}

/** Whether a seat that had read all before the batch has all there is after it, and nothing that is counted apart. */
const isWhole = ({ hasOwnRows }: LockedHead, { seq, changed }: MergedBatch, headSeq: number): boolean =>
  seq === headSeq && !hasOwnRows && ![...changed.values()].some(({ onlyFor }) => onlyFor !== null)

function readRows(raw: readonly unknown[]): { rows: SentRow[]; rejected: Rejected[] } {
  const rows: SentRow[] = []
  const rejected: Rejected[] = []
  for (const each of raw) {
    const row = readRow(each)
    if (isRejected(row)) rejected.push(row)
    else rows.push(row)
  }
  return { rows, rejected }
}

function newestOf(rows: readonly SentRow[]): Stamp | undefined {
  let newest: Stamp | undefined
  for (const { stamp } of rows) if (newest === undefined || stamp > newest) newest = stamp
  return newest
}

function* rowNames(rows: readonly SentRow[]): Iterable<{ table: string; key: string }> {
  for (const { table, key } of rows) yield { table: table.name, key }
}

function numbersOf(rows: readonly SentRow[]): string[] {
  return rows.flatMap(({ table, values }) =>
    table.name === 'matter' && typeof values['number'] === 'string' ? [values['number']] : [],
  )
}

interface Written {
  seq: number
  clock: ClockState
  sum: Sum
  overwritten: number
}

/** The rows themselves, then what the district itself has to say about them, under later numbers. */
async function write(
  district: District,
  sql: Sql,
  street: string,
  merged: MergedBatch,
  held: ReadonlyMap<string, HeldRow>,
  clock: ClockState,
): Promise<Written> {
  let sum = await saveRows(sql, street, [...merged.changed.values()], held)
  const found = await keepPairs(district, sql, street, merged, clock)
  const wiped = await wipe(district, sql, street, merged.erased, { seq: found.seq, clock: found.clock })
  sum = xorSum(xorSum(sum, found.sum), wiped.sum)
  return { seq: wiped.seq, clock: wiped.clock, sum, overwritten: found.count }
}

function count({ metrics }: District, { from, to, rejected, overwritten }: PushAnswer): void {
  metrics.pushed(to - from, overwritten)
  for (const { code } of rejected) metrics.rejected(code)
}
