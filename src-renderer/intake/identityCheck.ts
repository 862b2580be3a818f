import { ageOn, checkIdNumber } from '../../src-shared/intake/identity.ts'
import { checkPhone } from '../../src-shared/intake/phone.ts'
import { Day, dayOf } from '../../src-shared/kernel/day.ts'
import type { IdNumberCheck } from '../ui/form/fieldTools.ts'

/** For the ID field: the check digit, and what the number says about its holder. */
export function checkForField(text: string): IdNumberCheck {
  const check = checkIdNumber(text)
  return check.kind === 'wrong'
    ? { ok: false, message: `${check.message}（先空着也能保存）` }
    : { ok: true, birthOn: check.birthOn, sex: check.sex === '1' ? 'male' : 'female' }
}

/** A doubt about a number that can be kept all the same. */
export function idNumberWarning(text: string): string | undefined {
  const check = checkIdNumber(text)
  return check.kind === 'legacy' ? check.message : undefined
}

/** A doubt about a phone number; it is kept as it is all the same. */
export function phoneWarning(text: string): string | undefined {
  const check = checkPhone(text)
  return check.kind === 'wrong' ? `${check.message}（也可以照样保存）` : undefined
}

/** `男 · 1990年3月7日出生 · 36岁`, as far as it is known. */
export function describePerson(sex: string, birthOn: string): string {
  const born = Day.safeParse(birthOn).data
  const today = dayOf(new Date().toISOString())
  return [
    sex === '1' ? '男' : sex === '2' ? '女' : '',
    born ? `${born} 出生` : '',
    born ? `${ageOn(born, today)} 岁` : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
