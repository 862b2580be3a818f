import type { TodayItem } from '../../src-shared/today/schema.ts'
import type { Ctx } from '../ctx/ctx.ts'
import { expiringUntil } from '../volunteer/list.ts'
import { listExpiring } from '../volunteer/repo.ts'

/** Teams of volunteers in which an insurance or a certificate runs out soon or did: for whoever looks after the team. */
export function expiringItems(ctx: Ctx, ownerId: string | null): TodayItem[] {
  return listExpiring(ctx.db, expiringUntil(ctx), ownerId).map(({ teamId, team, owner, count, on }) => ({
    group: 'expiring',
    matterId: null,
    draftKey: '',
    settles: '',
    directiveId: null,
    teamId,
    number: '',
    title: team,
    what: `${count} 人的保险或证书${on < ctx.today ? '已经到期或快到期' : '快到期'}`,
    basis: 'office',
    on,
    ownerName: owner,
  }))
}
