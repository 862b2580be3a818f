import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DistrictReply } from '../../src-shared/district/contract.ts'
import { isoOf, type District } from '../context.ts'
import { readJson } from '../http/wire.ts'
import { touchSession } from './accountRepo.ts'
import { timesOf, type OfficeActor, type OfficeCtx } from './ctx.ts'
import { deliverEverywhere } from './deliver.ts'
import { dispatchOffice } from './dispatch.ts'
import { SCRYPT_LOG_N } from './passwords.ts'
import { webFiles } from './webFiles.ts'

export interface OfficeOptions {
  /** The built page; without it only `/rpc` answers. */
  webDir?: string
  version?: string
  /** Addresses of the page where a proxy changes the host; else the request's own. */
  origins?: readonly string[]
  isSecure?: boolean
  /** Cost of passwords, as the logarithm of scrypt's N; only tests lower it. */
  scryptLogN?: number
}

const COOKIE = 'onewindow_office'
const IDLE_MS = 30 * 60_000
const LONGEST_MS = 12 * 3_600_000

/** The district's page: its files and one door, `POST /rpc`. */
export function officeRoom(options: OfficeOptions = {}) {
  return (app: FastifyInstance, district: District): void => {
    app.post('/rpc', { bodyLimit: 1024 * 1024 }, (request, reply) => answer(district, options, request, reply))
    if (options.webDir) webFiles(app, options.webDir)
    // What was published while this stopped halfway still reaches every street.
    app.addHook('onReady', () => deliverEverywhere(district))
  }
}

async function answer(
  district: District,
  options: OfficeOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff')
  if (!isFromOurPage(request, options)) return send(reply.code(403), { refused: 'origin' })
  const token = readCookie(request.headers.cookie)
  const actor = token ? await findActor(district, token) : undefined
  const session: OfficeCtx['session'] = { token: actor ? token : undefined }
  const { version = '', scryptLogN = SCRYPT_LOG_N } = options
  const ctx: OfficeCtx = { district, ...timesOf(district), actor, session, version, scryptLogN }
  const result = await dispatchOffice(ctx, await readJson(request.body))
  if (session.token !== token) reply.header('set-cookie', cookieOf(session.token, options.isSecure ?? false))
  return send(reply, result)
}

/** Another site can neither name our origin nor send JSON without asking first; the cookie does not go along either. */
function isFromOurPage({ headers, protocol, host }: FastifyRequest, { origins }: OfficeOptions): boolean {
  const wanted = origins ?? [`${protocol}://${host}`]
  const isJson = (headers['content-type'] ?? '').split(';')[0]?.trim() === 'application/json'
  return isJson && headers.origin !== undefined && wanted.includes(headers.origin)
}

async function findActor(district: District, token: string): Promise<OfficeActor | undefined> {
  const nowMs = district.nowMs()
  const times = { at: isoOf(nowMs), seenAfter: isoOf(nowMs - IDLE_MS), begunAfter: isoOf(nowMs - LONGEST_MS) }
  const account = await district.db.outsideStreets((sql) => touchSession(sql, token, times))
  if (!account) return undefined
  const { id, login, name, role, mustChangePassword } = account
  return { accountId: id, login, name, role, mustChangePassword }
}

function readCookie(header = ''): string | undefined {
  const found = header.split(';').find((each) => each.trim().startsWith(`${COOKIE}=`))
  const value = found?.trim().slice(COOKIE.length + 1)
  return value && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined
}

function cookieOf(token: string | undefined, isSecure: boolean): string {
  const end = token ? '' : '; Max-Age=0'
  return `${COOKIE}=${token ?? ''}; HttpOnly; SameSite=Strict; Path=/${isSecure ? '; Secure' : ''}${end}`
}

const send = (reply: FastifyReply, value: DistrictReply | { refused: string }): FastifyReply =>
  reply.header('content-type', 'application/json; charset=utf-8').send(Buffer.from(JSON.stringify(value)))
