import nzh from 'nzh'
import { AmountFen, toYuanText } from './money.ts'

/**
 * An amount in Chinese capitals: `140950` fen -> `壹仟肆佰零玖元伍角`, `0` -> `零元整`.
 *
 * Source: 支付结算办法 Annex 1 (正确填写票据和结算凭证的基本规定): 整 after yuan, none after fen (after jiao
 * it may be left out and is); skipped places within the number have one 零; a zero in the place of
 * yuan before a jiao figure is written 零 too, which the rule allows and its examples do
 * (￥1,680.32 壹仟陆佰捌拾元零叁角贰分).
 *
 * @param fen whole, 0 to 10,000,000,000,000
 * @throws if `fen` is no AmountFen
 */
export function toCapitalAmount(fen: number): string {
  AmountFen.parse(fen)
  const yuan = Math.trunc(fen / 100)
  const jiao = Math.trunc(fen / 10) % 10
  const rest = fen % 10
  if (fen === 0) return '零元整'
  const whole = yuan === 0 ? '' : `${capitalInteger(yuan)}元`
  if (jiao === 0 && rest === 0) return `${whole}整`
  const isJiaoAfterGap = jiao > 0 && yuan > 0 && yuan % 10 === 0
  const isFenAfterGap = jiao === 0 && yuan > 0
  const gap = isJiaoAfterGap || isFenAfterGap ? '零' : ''
  return `${whole}${gap}${jiao > 0 ? `${capitalInteger(jiao)}角` : ''}${rest > 0 ? `${capitalInteger(rest)}分` : ''}`
}

/** What a typed amount in capitals turned out to be. */
export type CapitalAmountCheck =
  | { kind: 'same' }
  | { kind: 'differs'; readFen: number; expected: string; message: string } // reads as another amount
  | { kind: 'malformed'; expected: string; message: string } // no amount, or not written by the rule

/**
 * Compares `typed` with `fen`. Allowed as the rule allows: 人民币 before it, 圆 for 元, 正 for 整, 整
 * after jiao or not, 零 before jiao or not, 零 after 万 before a full thousand or not. Anything else
 * that still reads as the amount is `malformed`, because it will not pass at a bank.
 */
export function checkCapitalAmount(fen: number, typed: string): CapitalAmountCheck {
  const expected = toCapitalAmount(fen)
  const text = tidy(typed)
  if (loose(text) === loose(expected) && isZeroPlacedRight(text, expected)) return { kind: 'same' }
  const readFen = readCapitalAmount(text)
  if (readFen === undefined) return { kind: 'malformed', expected, message: `大写金额无法识别，应为：${expected}` }
  if (readFen === fen) return { kind: 'malformed', expected, message: `大写金额写法不规范，应为：${expected}` }
  return {
    kind: 'differs',
    readFen,
    expected,
    message: `大写读作 ${toYuanText(readFen)} 元，与 ${toYuanText(fen)} 元不符，应为：${expected}`,
  }
}

const DIGITS = '零壹贰叁肆伍陆柒捌玖'
const UNITS: Record<string, number> = { 拾: 10, 佰: 100, 仟: 1000 }

/** The fen that a text in capitals stands for, read generously; undefined if it is none. */
export function readCapitalAmount(typed: string): number | undefined {
  const match = /^(?:(.+)元)?零?(?:([壹贰叁肆伍陆柒捌玖])角)?零?(?:([壹贰叁肆伍陆柒捌玖])分)?整?$/.exec(tidy(typed))
  if (!match || (match[1] === undefined && match[2] === undefined && match[3] === undefined)) return undefined
  const yuan = match[1] === undefined ? 0 : readInteger(match[1])
  if (yuan === undefined) return undefined
  return yuan * 100 + DIGITS.indexOf(match[2] ?? '零') * 10 + DIGITS.indexOf(match[3] ?? '零')
}

function readInteger(text: string): number | undefined {
  if (text === '零') return 0
  let total = 0
  let rest = text
  for (const [unit, worth] of [
    ['亿', 100_000_000],
    ['万', 10_000],
  ] as const) {
    const at = rest.indexOf(unit)
    if (at < 0) continue
    const part = readSection(rest.slice(0, at))
    if (part === undefined || part === 0) return undefined
    total += part * worth
    rest = rest.slice(at + 1)
  }
  const low = rest === '' ? 0 : readSection(rest)
  return low === undefined ? undefined : total + low
}

/** Up to four places: `壹仟零伍`. */
function readSection(text: string): number | undefined {
  let total = 0
  let lastUnit = 10_000
  for (const [piece] of text.matchAll(/零|[壹贰叁肆伍陆柒捌玖][拾佰仟]?|./gu)) {
    if (piece === '零') continue
    const digit = DIGITS.indexOf(piece[0] ?? '')
    const unit = piece.length > 1 ? (UNITS[piece[1] ?? ''] ?? 0) : 1
    if (digit < 1 || unit >= lastUnit) return undefined
    total += digit * unit
    lastUnit = unit
  }
  return total
}

function capitalInteger(value: number): string {
  return nzh.cn.encodeB(String(value))
}

function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s:¥]/g, '')
    .replace(/^人民币/, '')
    .replace(/[圆圓]/g, '元')
    .replace(/正$/, '整')
}

/** Without the two 零 that may be written or left out, and without 整 after jiao. */
function loose(text: string): string {
  return text
    .replace(/元零(?=.角)/, '元')
    .replace(/万零(?=.仟)/, '万')
    .replace(/角整$/, '角')
}

/** The optional 零 may stand only where the number has a zero: not in 贰仟零伍元零叁角. */
function isZeroPlacedRight(text: string, expected: string): boolean {
  const zeroBeforeJiao = /元零.角/.test(text) && !/元零.角/.test(expected)
  const zeroBeforeThousand = /万零.仟/.test(text) && !/[拾佰仟亿]万零?.仟/.test(text)
  return !zeroBeforeJiao && !zeroBeforeThousand
}
