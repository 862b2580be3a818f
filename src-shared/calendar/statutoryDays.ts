import { addDays, type Day } from '../kernel/day.ts'

/**
 * First day of the lunar year, 清明, 端午, 中秋 as month-day. Astronomy, not a notice; the
 * platform's own Chinese calendar (ICU) is a day off for 2027, hence a table.
 */
const MOVING_DAYS: Record<number, [springFestival: string, qingming: string, duanwu: string, midAutumn: string]> = {
  2027: ['02-06', '04-05', '06-09', '09-15'],
  2028: ['01-26', '04-04', '05-28', '10-03'],
  2029: ['02-13', '04-04', '06-16', '09-22'],
  2030: ['02-03', '04-05', '06-05', '09-12'],
  2031: ['01-23', '04-05', '06-24', '10-01'],
  2032: ['02-11', '04-04', '06-12', '09-19'],
  2033: ['01-31', '04-04', '06-01', '09-08'],
  2034: ['02-19', '04-05', '06-20', '09-27'],
  2035: ['02-08', '04-05', '06-10', '09-16'],
  2036: ['01-28', '04-04', '05-30', '10-04'],
  2037: ['02-15', '04-04', '06-18', '09-24'],
  2038: ['02-04', '04-05', '06-07', '09-13'],
  2039: ['01-24', '04-05', '05-27', '10-02'],
  2040: ['02-12', '04-04', '06-14', '09-20'],
}

/**
 * The days off that the law itself fixes, for a year whose notice is not published: no days in
 * lieu, no 调休. From 2041 on only the solar ones are known.
 *
 * Source: 全国年节及纪念日放假办法 (2024 amendment, in force 2025-01-01) Art. 2: 元旦 1, 春节 4
 * (除夕 to 初三), 清明 1, 劳动节 2, 端午 1, 中秋 1, 国庆 3.
 */
export function statutoryDays(year: number): Map<Day, string> {
  const days = new Map<Day, string>()
  const add = (monthDay: string, name: string) => days.set(`${year}-${monthDay}` as Day, name)
  add('01-01', '元旦')
  for (const day of ['05-01', '05-02']) add(day, '劳动节')
  const moving = MOVING_DAYS[year]
  if (moving) {
    const [springFestival, qingming, duanwu, midAutumn] = moving
    const first = `${year}-${springFestival}` as Day
    for (let offset = -1; offset <= 2; offset += 1) days.set(addDays(first, offset), '春节')
    add(qingming, '清明')
    add(duanwu, '端午')
    add(midAutumn, '中秋')
  }
  for (const day of ['10-01', '10-02', '10-03']) add(day, '国庆节')
  return days
}
