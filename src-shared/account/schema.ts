import { z } from 'zod'
import { Instant } from '../kernel/day.ts'
import { UserId } from '../kernel/ids.ts'
import { defineContract } from '../kernel/procedure.ts'
import { Role } from '../kernel/roles.ts'

export const LoginName = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}_.-]{2,20}$/u, '登录名用 2 至 20 个汉字、字母或数字')
export const Password = z.string().min(8, '密码至少 8 位').max(200)
export const PersonName = z.string().trim().min(1, '请填写姓名').max(40)
export const UnitName = z.string().trim().max(60)
/** The letter of this computer in every number it gives out. */
export const SeatLetter = z.string().regex(/^[A-HJ-NP-Z]$/, '座席字母用 A 至 Z 的一个大写字母（不用 I、O）')

/** A recovery code as typed: 8 groups of 6 digits; spaces and dashes do not matter. */
export const RecoveryCodeText = z.string().max(120)

export const Roles = z
  .array(Role)
  .min(1, '请选择角色')
  .refine((roles) => !roles.includes('admin') || roles.length === 1, '系统管理员不能兼任办案角色')

export const Me = z.object({
  userId: UserId,
  login: z.string(),
  name: z.string(),
  roles: z.array(Role),
  mustChangePassword: z.boolean(),
})
export type Me = z.infer<typeof Me>

/** What the log-in page needs to know; nothing here is personal data but the practice log-ins. */
export const AppStatus = z.object({
  phase: z.enum(['setup', 'confirm_recovery', 'login', 'unusable']),
  /** Why the store cannot be opened, in Chinese, when `phase` is `unusable`. */
  problem: z.object({ title: z.string(), text: z.string() }).nullable(),
  centreName: z.string(),
  isPractice: z.boolean(),
  practiceLogins: z.array(
    z.object({ login: z.string(), name: z.string(), roleTitles: z.string(), password: z.string() }),
  ),
  shell: z.enum(['electron', 'loopback']),
  version: z.string(),
  me: Me.nullable(),
  isLocked: z.boolean(),
  idleLockMinutes: z.number(),
})
export type AppStatus = z.infer<typeof AppStatus>

const NewPerson = z.object({ login: LoginName, name: PersonName, password: Password })

export const SetUpInput = z.object({
  streetName: z.string().trim().min(2, '请填写街道名称').max(40),
  streetCode: z.string().regex(/^\d{9}$|^$/, '街道区划代码为 9 位数字，可暂空'),
  centreName: z.string().trim().min(2, '请填写中心名称').max(60),
  centrePhone: z.string().trim().max(30),
  committeeName: z.string().trim().min(2, '请填写调委会名称').max(60),
  committeeShortName: z.string().trim().min(1, '请填写调委会简称').max(12),
  seatLetter: SeatLetter,
  admin: NewPerson,
  head: NewPerson,
  dossierPattern: z.string().max(60),
  matterPattern: z.string().max(60),
  backupDir: z.string().max(400),
})
export type SetUpInput = z.infer<typeof SetUpInput>

export const UserRow = z.object({
  id: UserId,
  login: z.string(),
  name: z.string(),
  roles: z.array(Role),
  isActive: z.boolean(),
  mustChangePassword: z.boolean(),
  lastLoginAt: Instant.nullable(),
  /** 所属单位; may be empty. Decides which reports against a unit are kept from him. */
  unit: z.string(),
  /** Works at another seat of the street: logs in there, can be given matters here. */
  isRemote: z.boolean(),
})
export type UserRow = z.infer<typeof UserRow>

export const accountContract = defineContract({
  'account.status': { kind: 'query', allow: 'public', input: z.object({}), output: AppStatus },
  /** After a damaged or newer file was put right: looks again, and lets the next log-in open the store anew. */
  'account.lookAgain': { kind: 'action', allow: 'public', input: z.object({}), output: z.object({}) },
  'account.setUp': {
    kind: 'action',
    allow: 'public',
    input: SetUpInput,
    output: z.object({ recoveryGroups: z.array(z.string()) }),
  },
  /** The sheet as PDF (base64), while the code is still in memory: during the wizard or after a renewal. */
  'account.recoverySheet': {
    kind: 'action',
    allow: 'public',
    input: z.object({}),
    output: z.object({ pdfBase64: z.string() }),
  },
  /** Ends the wizard. Each check names a group by its place, 0 to 7. */
  'account.confirmRecovery': {
    kind: 'action',
    allow: 'public',
    input: z.object({
      checks: z.array(z.object({ index: z.int().min(0).max(7), group: z.string().max(12) })).length(2),
    }),
    output: z.object({}),
  },
  'account.login': {
    kind: 'action',
    allow: 'public',
    input: z.object({ login: z.string().max(60), password: z.string().max(200) }),
    output: Me,
  },
  'account.recover': {
    kind: 'action',
    allow: 'public',
    input: z.object({ code: RecoveryCodeText, login: z.string().max(60), newPassword: Password }),
    output: Me,
  },
  'account.logout': { kind: 'action', allow: 'public', input: z.object({}), output: z.object({}) },
  'account.lock': { kind: 'action', allow: 'public', input: z.object({}), output: z.object({}) },
  'account.changePassword': {
    kind: 'action',
    allow: 'own',
    input: z.object({ oldPassword: z.string().max(200), newPassword: Password }),
    output: Me,
  },
  'account.colleagues': {
    kind: 'query',
    allow: 'anyone',
    input: z.object({}),
    output: z.array(
      z.object({
        id: UserId,
        name: z.string(),
        roles: z.array(Role),
        /** Works at another seat of the street. */
        isRemote: z.boolean(),
      }),
    ),
  },
  'users.list': { kind: 'query', allow: ['admin'], input: z.object({}), output: z.array(UserRow) },
  'users.add': {
    kind: 'action',
    allow: ['admin'],
    input: NewPerson.extend({ roles: Roles, unit: UnitName.default('') }),
    output: z.object({ id: UserId }),
  },
  'users.setRoles': {
    kind: 'command',
    allow: ['admin'],
    input: z.object({ id: UserId, roles: Roles }),
    output: z.object({}),
  },
  'users.setUnit': {
    kind: 'command',
    allow: ['admin'],
    input: z.object({ id: UserId, unit: UnitName }),
    output: z.object({}),
  },
  'users.setActive': {
    kind: 'action',
    allow: ['admin'],
    input: z.object({ id: UserId, isActive: z.boolean() }),
    output: z.object({}),
  },
  /** The administrator sets a first password; its owner must change it at the next log-in. */
  'users.resetPassword': {
    kind: 'action',
    allow: ['admin'],
    input: z.object({ id: UserId, password: Password }),
    output: z.object({}),
  },
  'users.renewRecovery': {
    kind: 'action',
    allow: ['admin'],
    input: z.object({ password: z.string().max(200) }),
    output: z.object({ recoveryGroups: z.array(z.string()) }),
  },
})
