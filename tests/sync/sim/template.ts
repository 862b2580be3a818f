import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { savePlaceRow, writeSetting } from '../../../src-main/centre/repo.ts'
import { insertUser } from '../../../src-main/account/repo.ts'
import type { Actor } from '../../../src-main/ctx/ctx.ts'
import { applying, installCapture } from '../../../src-main/store/capture.ts'
import { migrate, readMigrations } from '../../../src-main/store/migrate.ts'
import { closeStore, openStore, type DataKey, type Db } from '../../../src-main/store/open.ts'
import type { PlaceId, UserId } from '../../../src-shared/kernel/ids.ts'
import { APP_DIR } from '../../support/testCore.ts'

/** A store as it is after the wizard, to be copied for each seat. */
export interface Template {
  file: string
  key: DataKey
  setLetter(db: Db, letter: string): void
  remove(): void
}

export const TEMPLATE_ACTOR: Actor = {
  userId: '00000000-0000-7000-8000-000000000001' as UserId,
  name: '窗口甲',
  roles: ['clerk', 'mediator', 'head'],
}
const PLACES = [
  ['00000000-0000-7000-8000-00000000000a', '东门社区', null],
  ['00000000-0000-7000-8000-00000000000b', '第一网格', '00000000-0000-7000-8000-00000000000a'],
] as const
const AT = '2026-03-01T00:00:00.000Z'

export function createTemplate(): Template {
  const dir = mkdtempSync(join(tmpdir(), 'onewindow-template-'))
  const key: DataKey = Buffer.alloc(32, 9)
  const file = join(dir, 'template.db')
  const db = openStore(file, key)
  migrate(db, readMigrations(join(APP_DIR, 'migrations', 'local')))
  insertUser(db, {
    id: TEMPLATE_ACTOR.userId,
    login: 'jia',
    name: TEMPLATE_ACTOR.name,
    roles: [...TEMPLATE_ACTOR.roles],
    mustChangePassword: false,
  })
  for (const [id, name, parentId] of PLACES)
    savePlaceRow(db, {
      id: id as PlaceId,
      kind: parentId ? 'grid' : 'community',
      name,
      parentId: parentId as PlaceId | null,
      initials: '',
      isActive: true,
    })
  writeSetting(db, 'streetName', '东门街道', AT, '测试')
  // Joining would make the same 150 triggers for each seat of each seed.
  installCapture(db)
  closeStore(db)
  return {
    file,
    key,
    // Not captured yet: the seat has no code before it joins.
    setLetter: (seat, letter) => applying(seat, () => writeSetting(seat, 'seatLetter', letter, AT, '测试')),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  }
}
