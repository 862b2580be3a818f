import { z } from 'zod'
import { Instant } from '../kernel/day.ts'
import { defineDistrictContract, DistrictRole } from './procedure.ts'

export const Login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9._-]{2,40}$/, '登录名用 2 至 40 个小写字母、数字')
export const NewPassword = z.string().min(10, '密码至少 10 个字符').max(200)

export const DistrictMe = z.object({
  accountId: z.string(),
  login: z.string(),
  name: z.string(),
  role: DistrictRole,
  mustChangePassword: z.boolean(),
})
export type DistrictMe = z.infer<typeof DistrictMe>

export const DistrictAccount = z.object({
  id: z.string(),
  login: z.string(),
  name: z.string(),
  role: DistrictRole,
  isActive: z.boolean(),
  mustChangePassword: z.boolean(),
  lastLoginAt: Instant.nullable(),
  lockedUntil: Instant.nullable(),
})
export type DistrictAccount = z.infer<typeof DistrictAccount>

/** What the district sets for itself. */
export const DistrictSettings = z.object({
  districtName: z.string().trim().min(1, '请填写名称').max(60),
  /** Working days to receive a directive, natural days to answer one: no law has a number to either. */
  receiveWorkingDays: z.int().min(1).max(30),
  superviseDays: z.int().min(1).max(180),
  assignDays: z.int().min(1).max(180),
  /** Whether a last day that is a day off moves to the next working day. */
  rollsOnHoliday: z.boolean(),
  /** Counts above 0 and below this are not shown; 0 shows all. */
  suppressBelow: z.int().min(0).max(20),
})
export type DistrictSettings = z.infer<typeof DistrictSettings>
export const DEFAULT_DISTRICT_SETTINGS: Omit<DistrictSettings, 'districtName'> = {
  receiveWorkingDays: 1,
  superviseDays: 30,
  assignDays: 30,
  rollsOnHoliday: false,
  suppressBelow: 0,
}

export const accountContract = defineDistrictContract({
  'account.status': {
    allow: 'public',
    input: z.object({}),
    output: z.object({ districtName: z.string(), version: z.string(), me: DistrictMe.nullable() }),
  },
  'account.login': {
    allow: 'public',
    input: z.object({ login: z.string().max(80), password: z.string().max(200) }),
    output: DistrictMe,
  },
  'account.logout': { allow: 'own', input: z.object({}), output: z.object({}) },
  'account.changePassword': {
    allow: 'own',
    input: z.object({ oldPassword: z.string().max(200), newPassword: NewPassword }),
    output: DistrictMe,
  },
  'accounts.list': { allow: ['admin'], input: z.object({}), output: z.array(DistrictAccount) },
  'accounts.add': {
    allow: ['admin'],
    input: z.object({
      login: Login,
      name: z.string().trim().min(1, '请填写姓名').max(40),
      role: DistrictRole,
      password: NewPassword,
    }),
    output: z.object({ id: z.string() }),
  },
  'accounts.setActive': {
    allow: ['admin'],
    input: z.object({ id: z.string(), isActive: z.boolean() }),
    output: z.object({}),
  },
  'accounts.resetPassword': {
    allow: ['admin'],
    input: z.object({ id: z.string(), password: NewPassword }),
    output: z.object({}),
  },
  'settings.get': { allow: 'anyone', input: z.object({}), output: DistrictSettings },
  'settings.save': { allow: ['admin'], input: DistrictSettings, output: DistrictSettings },
})
