/** Two-digit area codes; every other area code has three digits after the 0. */
const SHORT_AREA_CODES = /^0(?:10|2[0-9])/

/** A telephone number in one form: mobile `13800000000`, landline `021-12345678` or with extension `021-12345678-801`. */
export type PhoneCheck =
  { kind: 'mobile' | 'landline' | 'local' | 'service'; phone: string } | { kind: 'wrong'; message: string }

/**
 * Reads a telephone number as typed or pasted: full width, spaces, dashes, brackets and +86 or 0086
 * are taken off. `local` is a landline without area code (7 or 8 digits), `service` a short or
 * 400/800 number.
 */
export function checkPhone(text: string): PhoneCheck {
  const tidy = text
    .normalize('NFKC')
    .replace(/[\s.·]/g, '')
    .replace(/^(0\d{2,3}-\d{7,8})-(\d{1,6})$/, '$1转$2')
  const [main = '', extension] = tidy.split(/转|分机|ext|x|\*|#/i)
  const digits = main.replace(/[()\-‐-―−]/g, '').replace(/^(?:\+|00)86/, '')
  if (!/^\d+$/.test(digits)) return { kind: 'wrong', message: '电话号码只能有数字' }
  if (/^0?1[3-9]\d{9}$/.test(digits)) return { kind: 'mobile', phone: digits.slice(-11) }
  if (/^[48]00\d{7}$/.test(digits) || /^(?:1\d{2}|1\d{4}|9\d{4})$/.test(digits))
    return { kind: 'service', phone: digits }
  // +86 21 … drops the 0 of the area code
  const national = /^(?:\+|00)86/.test(main) && !digits.startsWith('0') ? `0${digits}` : digits
  const area = SHORT_AREA_CODES.test(national) ? national.slice(0, 3) : national.slice(0, 4)
  const rest = national.slice(area.length)
  const suffix = extension && /^\d{1,6}$/.test(extension) ? `-${extension}` : ''
  if (national.startsWith('0') && /^[2-9]\d{6,7}$/.test(rest))
    return { kind: 'landline', phone: `${area}-${rest}${suffix}` }
  if (/^[2-9]\d{6,7}$/.test(digits)) return { kind: 'local', phone: `${digits}${suffix}` }
  if (/^[1-9]\d{10}$/.test(digits)) return { kind: 'wrong', message: '11 位的手机号码应以 13 至 19 开头，请核对' }
  return { kind: 'wrong', message: `电话号码位数不对（${digits.length} 位），手机 11 位，固话请带区号` }
}

/** The form to store: normalised where the text is a number, else the text as it came, trimmed. */
export function normalisePhone(text: string): string {
  const found = checkPhone(text)
  return found.kind === 'wrong' ? text.normalize('NFKC').trim() : found.phone
}
