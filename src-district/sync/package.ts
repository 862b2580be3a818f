import { AppError } from '../../src-shared/kernel/errors.ts'
import { openPackage, RowsContent, sealPackage, type ReceiptContent } from '../../src-shared/sync/package.ts'
import { PullPage, type PulledRow, type PushAnswer } from '../../src-shared/sync/protocol.ts'
import { DISTRICT_SEAT } from '../../src-shared/sync/stamp.ts'
import { isoOf, type District } from '../context.ts'
import { readJson } from '../http/wire.ts'
import { Refused } from '../refused.ts'
import { isSigned, sha256, type SeatClaim } from '../seats/proof.ts'
import { findStreet, listSeats } from '../seats/repo.ts'
import { pullPage } from './pull.ts'
import { takeBatch } from './push.ts'

/** Rows that one receipt carries back; what is more comes with the next, or over the network. */
const MOST_ROWS = 20_000

export interface TakenPackage {
  seatName: string
  batches: number
  rows: number
  rejected: number
  /** Sealed for the seat that made the package: answers, and the rows that it had not read. */
  receipt: Uint8Array
}

/**
 * Takes a package file of a seat as if its batches had been pushed, and makes the receipt to carry back. Taking one twice
 * gives the same answers.
 *
 * @throws AppError 'invalid' if it is no package of this street or not signed by one of its seats
 * @throws Refused as a push would be: `revoked`, `lineage`, `fork` …
 */
export async function takePackage(district: District, streetCode: string, bytes: Uint8Array): Promise<TakenPackage> {
  const [street, seats] = await district.db.inStreet(streetCode, async (sql) => [
    await findStreet(sql, streetCode),
    await listSeats(sql, streetCode),
  ])
  if (!street) throw new AppError('invalid', '没有这个街道')
  const packageKey = Buffer.from(street.packageKey, 'base64url')
  const seatOf = (seatCode: string) => seats.find((seat) => seat.seatCode === seatCode)
  const { header, content } = await openPackage(bytes, streetCode, packageKey, (seatCode, signed, signature) =>
    isSigned(seatOf(seatCode)?.publicKey ?? '', sha256(signed), signature),
  )
  if (header.kind !== 'rows') throw new AppError('invalid', '这是回执，请交给它写明的那台电脑导入')
  const { batches, cursor } = RowsContent.parse(content)
  const claim = { streetCode, seatCode: header.seatCode, token: '' } // nobody waits by it
  const answers: PushAnswer[] = []
  for (const { body, signature } of batches) {
    const sent = Buffer.from(body, 'base64url')
    answers.push(await takeBatch(district, claim, sent, signature, await readJson(sent)))
  }
  const receipt: ReceiptContent = {
    toSeat: header.seatCode,
    taken: batches.map(({ no, hash }) => ({ no, hash })),
    answers,
    ...(await rowsAfter(district, claim, cursor)),
  }
  const head = { kind: 'receipt' as const, streetCode, seatCode: DISTRICT_SEAT, madeAt: isoOf(district.nowMs()) }
  return {
    seatName: seatOf(header.seatCode)?.name ?? header.seatCode,
    batches: batches.length,
    rows: batches.reduce((sum, batch) => sum + batch.rows, 0),
    rejected: answers.reduce((sum, answer) => sum + answer.rejected.length, 0),
    receipt: await sealPackage(head, receipt, packageKey, district.random(12), () => ''),
  }
}

async function rowsAfter(
  district: District,
  claim: SeatClaim,
  from: number,
): Promise<Pick<ReceiptContent, 'rows' | 'next' | 'head'>> {
  const rows: PulledRow[] = []
  for (let cursor = from; ;) {
    const page = PullPage.parse(JSON.parse((await pullPage(district, claim, { cursor, limit: 2_000 })).json))
    rows.push(...page.rows)
    cursor = page.next
    if (cursor >= page.head || rows.length >= MOST_ROWS) return { rows, next: cursor, head: page.head }
  }
}

/** What a refusal means to somebody with a file in his hand. */
export function packageProblem(error: unknown): string | undefined {
  return error instanceof AppError || error instanceof Refused ? error.message : undefined
}
