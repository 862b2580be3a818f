import { Day } from '../kernel/day.ts'

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const ID_CHECK_DIGITS = '10X98765432'
/** First two digits of the code of administrative divisions (GB/T 2260), and 91 abroad, 81-83 residence permits. */
const PROVINCES =
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
    ' ',
  )

/** Letters of GB 32100: no I, O, S, V, Z. */
const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** Full width to half width, and no spaces, dashes or dots of a pasted number; letters upper case. */
export function tidyNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\-‐-―−.·]/g, '')
    .toUpperCase()
}

/** What an ID number turned out to be. `message` is for the clerk. */
export type IdNumberCheck =
  | { kind: 'valid'; idNumber: string; birthOn: Day; sex: '1' | '2' }
  | { kind: 'legacy'; idNumber: string; birthOn: Day; sex: '1' | '2'; message: string } // 15 digits, no longer valid
  | { kind: 'wrong'; message: string }

/**
 * Checks a resident ID number as typed or pasted. Source: GB 11643-1999, 18 digits with a check
 * digit by ISO 7064 MOD 11-2; sex codes are those of GB/T 2261.1. The old 15 digits ended on
 * 1 January 2013 (居民身份证法, 2011 amendment) and are recognised and told.
 */
export function checkIdNumber(text: string): IdNumberCheck {
  const idNumber = tidyNumber(text)
  if (/^\d{15}$/.test(idNumber)) return checkLegacy(idNumber)
  if (idNumber.length !== 18) return { kind: 'wrong', message: `身份证号码应为 18 位，现为 ${idNumber.length} 位` }
  if (!/^\d{17}[\dX]$/.test(idNumber))
    return { kind: 'wrong', message: '身份证号码前 17 位只能是数字，第 18 位只能是数字或 X' }
  if (!PROVINCES.includes(idNumber.slice(0, 2))) return { kind: 'wrong', message: '身份证号码前两位不是有效的省级代码' }
  const birthOn = birthDay(idNumber.slice(6, 14))
  if (!birthOn) return { kind: 'wrong', message: '身份证号码第 7 至 14 位不是有效的出生日期' }
  if (idCheckDigit(idNumber) !== idNumber[17])
    return { kind: 'wrong', message: '身份证号码校验位不符，请核对是否有一位录错' }
  return { kind: 'valid', idNumber, birthOn, sex: sexOf(idNumber[16]) }
}

/** The 18th character for the first 17 digits of `idNumber`. */
export function idCheckDigit(idNumber: string): string {
  const sum = ID_WEIGHTS.reduce((total, weight, index) => total + weight * Number(idNumber[index]), 0)
  return ID_CHECK_DIGITS[sum % 11] ?? ''
}

/** The valid 18-digit number that replaced a well-formed 15-digit one (those born in the 1900s). */
export function upgradeLegacyIdNumber(legacy: string): string {
  const digits = `${legacy.slice(0, 6)}19${legacy.slice(6)}`
  return `${digits}${idCheckDigit(digits)}`
}

/** Whole years of age on `on`; a 29 February is reached on 1 March of other years. */
export function ageOn(birthOn: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birthOn.slice(0, 4))
  return on.slice(5) < birthOn.slice(5) ? years - 1 : years
}

/** A unified social credit code, checked. Source: GB 32100-2015, check character by MOD 31. */
export function checkCreditCode(text: string): { kind: 'valid'; code: string } | { kind: 'wrong'; message: string } {
  const code = tidyNumber(text)
  if (code.length !== 18) return { kind: 'wrong', message: `统一社会信用代码应为 18 位，现为 ${code.length} 位` }
  if (!/^[0-9A-HJ-NP-RTUW-Y]{2}\d{6}[0-9A-HJ-NP-RTUW-Y]{10}$/.test(code)) {
    return { kind: 'wrong', message: '统一社会信用代码含有不应出现的字符（不用 I、O、S、V、Z）' }
  }
  if (creditCheckCharacter(code) !== code[17])
    return { kind: 'wrong', message: '统一社会信用代码校验位不符，请核对是否有一位录错' }
  return { kind: 'valid', code }
}

/** The 18th character for the first 17 of `code`. */
export function creditCheckCharacter(code: string): string {
  const sum = CREDIT_WEIGHTS.reduce(
    (total, weight, index) => total + weight * CREDIT_ALPHABET.indexOf(code[index] ?? ''),
    0,
  )
  return CREDIT_ALPHABET[(31 - (sum % 31)) % 31] ?? ''
}

function checkLegacy(idNumber: string): IdNumberCheck {
  const birthOn = birthDay(`19${idNumber.slice(6, 12)}`)
  if (!birthOn || !PROVINCES.includes(idNumber.slice(0, 2)))
    return { kind: 'wrong', message: '身份证号码应为 18 位，现为 15 位' }
  const message = '这是 15 位旧身份证号码，已停止使用，请核对换发后的 18 位号码'
  return { kind: 'legacy', idNumber, birthOn, sex: sexOf(idNumber[14]), message }
}

function birthDay(digits: string): Day | undefined {
  return Day.safeParse(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`).data
}

function sexOf(digit: string | undefined): '1' | '2' {
  return Number(digit) % 2 === 1 ? '1' : '2'
}
