import { AppError } from '../../../src-shared/kernel/errors.ts'
import type { KeyView } from '../../../src-shared/linkage/sealedContract.ts'
import { audit, type Ctx, type Handlers } from '../../ctx/ctx.ts'
import { keyCode, keyFingerprint, newSeatKeys, parseKeyCode } from '../../store/seatKeys.ts'
import { unitOn } from '../directory.ts'
import { findSeatKey, findUnitKey, insertSeatKey, insertUnitKey, listUnitKeys, type SeatKeyRow } from './sealedRepo.ts'

/** The key of this computer, made where there is none yet; in the caller's transaction. */
export function ensureSeatKey(ctx: Ctx): SeatKeyRow {
  const kept = findSeatKey(ctx.db)
  if (kept) return kept
  const made = { ...newSeatKeys(), madeAt: ctx.now, madeBy: ctx.actor.name }
  insertSeatKey(ctx.db, made)
  audit(ctx, 'settings_changed', { kind: 'setting', id: 'seat_key', title: '本机公钥' }, keyFingerprint(made.publicKey))
  ctx.changed('linkage')
  return made
}

const toView = ({ publicKey, madeAt, madeBy }: SeatKeyRow): KeyView => ({
  code: keyCode(publicKey),
  fingerprint: keyFingerprint(publicKey),
  at: madeAt,
  by: madeBy,
})

/** The unit's name today, or what is left of it where the directory does not list it any more. */
function unitName(ctx: Ctx, unitCode: string): string {
  try {
    return unitOn(ctx, unitCode, ctx.today, 'unitCode').title
  } catch {
    return `单位 ${unitCode}`
  }
}

/** Whose key this is already; empty if it is nobody's. */
function holderOf(ctx: Ctx, publicKey: string): string {
  if (findSeatKey(ctx.db)?.publicKey === publicKey) return '这台电脑自己'
  const holder = listUnitKeys(ctx.db).find((each) => each.publicKey === publicKey)
  return holder ? unitName(ctx, holder.unitCode) : ''
}

export const sealedKeyHandlers = {
  'linkage.seatKey': (ctx) => {
    const kept = findSeatKey(ctx.db)
    return kept ? toView(kept) : null
  },
  'linkage.makeSeatKey': (ctx) => toView(ensureSeatKey(ctx)),

  'linkage.unitKeys': (ctx) =>
    listUnitKeys(ctx.db).map(({ unitCode, publicKey, at, by }) => ({
      unitCode,
      unit: unitName(ctx, unitCode),
      fingerprint: keyFingerprint(publicKey),
      at,
      by,
    })),

  'linkage.readKeyCode': (ctx, { code }) => {
    const publicKey = parseKeyCode(code)
    return { fingerprint: keyFingerprint(publicKey), ofUnit: holderOf(ctx, publicKey) }
  },

  'linkage.saveUnitKey': (ctx, { unitCode, code }) => {
    const publicKey = parseKeyCode(code)
    const { title } = unitOn(ctx, unitCode, ctx.today, 'unitCode')
    const holder = holderOf(ctx, publicKey)
    if (holder !== '') throw new AppError('not_allowed', `这个公钥已经是“${holder}”的，不能再存给“${title}”`)
    const isReplaced = findUnitKey(ctx.db, unitCode) !== undefined
    insertUnitKey(ctx.db, { id: ctx.newId<string>(), unitCode, publicKey, reason: '', at: ctx.now, by: ctx.actor.name })
    const fingerprint = keyFingerprint(publicKey)
    const subject = { kind: 'setting', id: `unit_key:${unitCode}`, title: `${title}的公钥` }
    audit(ctx, 'settings_changed', subject, `${isReplaced ? '更换' : '存入'}，指纹 ${fingerprint}`)
    ctx.changed('linkage')
    return { fingerprint }
  },

  'linkage.removeUnitKey': (ctx, { unitCode, reason }) => {
    if (!findUnitKey(ctx.db, unitCode)) throw new AppError('not_found', '这个单位没有存公钥')
    insertUnitKey(ctx.db, { id: ctx.newId<string>(), unitCode, publicKey: '', reason, at: ctx.now, by: ctx.actor.name })
    const subject = { kind: 'setting', id: `unit_key:${unitCode}`, title: `${unitName(ctx, unitCode)}的公钥` }
    audit(ctx, 'settings_changed', subject, `删除：${reason}`)
    ctx.changed('linkage')
    return {}
  },
} satisfies Partial<Handlers>
