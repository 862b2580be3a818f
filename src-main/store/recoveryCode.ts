import { AppError } from '../../src-shared/kernel/errors.ts'

/**
 * A recovery code is 128 random bits written as 8 groups of 6 digits. Each group is a 16-bit
 * number times 11, so that a wrong or swapped digit is noticed in its own group.
 */
export const GROUPS = 8
const CHECK = 11

/** 16 random bytes -> 8 groups of 6 digits. */
export function toGroups(secret: Buffer): string[] {
  if (secret.length !== GROUPS * 2) throw new Error('A recovery secret has 16 bytes')
  return Array.from({ length: GROUPS }, (_, i) => String(secret.readUInt16BE(i * 2) * CHECK).padStart(6, '0'))
}

/**
 * The secret of a code as typed; spaces, dashes and full-width digits do not matter.
 * @param name what the code is called where it is typed
 * @throws AppError 'invalid', naming the first group that cannot be right
 */
export function parseRecoveryCode(text: string, name = '恢复码'): Buffer {
  const digits = text.normalize('NFKC').replace(/[^\d]/g, '')
  if (digits.length !== GROUPS * 6)
    throw new AppError('invalid', `${name}共 ${GROUPS} 组、每组 6 位数字，现在有 ${digits.length} 位`)
  const secret = Buffer.alloc(GROUPS * 2)
  for (let i = 0; i < GROUPS; i++) {
    const value = Number(digits.slice(i * 6, i * 6 + 6))
    if (value % CHECK !== 0 || value / CHECK > 0xffff)
      throw new AppError('invalid', `${name}第 ${i + 1} 组有误，请核对`, { group: i + 1 })
    secret.writeUInt16BE(value / CHECK, i * 2)
  }
  return secret
}
