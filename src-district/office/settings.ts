import { DEFAULT_DISTRICT_SETTINGS, DistrictSettings } from '../../src-shared/district/account.ts'
import type { Sql } from '../db/db.ts'
import { DEFAULT_DISTRICT_NAME } from '../seats/enrol.ts'
import { keepMeta, setMeta } from '../seats/repo.ts'
import { note, type OfficeHandlers } from './ctx.ts'

export async function loadSettings(sql: Sql): Promise<DistrictSettings> {
  const [row] = await sql<{ value: string }>(`SELECT value FROM office_setting WHERE key = 'office'`)
  const districtName = await keepMeta(sql, 'name', DEFAULT_DISTRICT_NAME)
  const saved = row ? (JSON.parse(row.value) as object) : {}
  return DistrictSettings.parse({ ...DEFAULT_DISTRICT_SETTINGS, ...saved, districtName })
}

const TITLES: Record<keyof DistrictSettings, string> = {
  districtName: '名称',
  receiveWorkingDays: '签收工作日',
  superviseDays: '督办答复日数',
  assignDays: '交办答复日数',
  rollsOnHoliday: '末日顺延',
  suppressBelow: '小数不显示',
}

export const settingsHandlers = {
  'settings.get': (ctx) => ctx.district.db.outsideStreets(loadSettings),
  'settings.save': (ctx, next) =>
    ctx.district.db.outsideStreets(async (sql) => {
      const before = await loadSettings(sql)
      const changed = (Object.keys(TITLES) as (keyof DistrictSettings)[]).filter((key) => before[key] !== next[key])
      await setMeta(sql, 'name', next.districtName)
      await sql(
        `INSERT INTO office_setting (key, value) VALUES ('office', $1) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        [JSON.stringify(next)],
      )
      const words = changed.map((key) => `${TITLES[key]}：${String(before[key])} → ${String(next[key])}`).join('；')
      if (changed.length > 0) await note(ctx, sql, 'settings_changed', { title: '设置' }, words)
      return next
    }),
} satisfies Partial<OfficeHandlers>
