import type { UserId } from '../../src-shared/kernel/ids.ts'
import type { Role } from '../../src-shared/kernel/roles.ts'

/** A logged-in person at one window. Lives in memory only. */
export interface Session {
  userId: UserId
  login: string
  name: string
  roles: Role[]
  mustChangePassword: boolean
  /** The password also opened the key of the care records. */
  hasCare: boolean
  isLocked: boolean
  lastSeenMs: number
}

/** Sessions by the shell's caller id (a cookie's secret, or a window). */
export class Sessions {
  readonly #byCaller = new Map<string, Session>()

  get(callerId: string): Session | undefined {
    return this.#byCaller.get(callerId)
  }

  start(callerId: string, session: Session): void {
    this.#byCaller.set(callerId, session)
  }

  end(callerId: string): void {
    this.#byCaller.delete(callerId)
  }

  endAll(): void {
    this.#byCaller.clear()
  }

  /** Whether somebody is at a window who holds the key of the care records; a window that was left is none. */
  isCareWanted(nowMs: number, idleMs: number): boolean {
    return [...this.#byCaller.values()].some(
      ({ hasCare, isLocked, lastSeenMs }) => hasCare && !isLocked && nowMs - lastSeenMs <= idleMs,
    )
  }

  /** Locks a session that was idle longer than `idleMs`, else marks it as seen. */
  touch(callerId: string, nowMs: number, idleMs: number, isBackground: boolean): void {
    const session = this.#byCaller.get(callerId)
    if (!session) return
    if (nowMs - session.lastSeenMs > idleMs) session.isLocked = true
    else if (!isBackground) session.lastSeenMs = nowMs
  }

  /** Roles or activity of a person changed: every session of theirs follows. */
  refreshUser(userId: string, change: Partial<Session> | null): void {
    for (const [callerId, session] of this.#byCaller) {
      if (session.userId !== userId) continue
      if (change) Object.assign(session, change)
      else this.#byCaller.delete(callerId)
    }
  }
}
