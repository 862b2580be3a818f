import type { ItemScore, MonthScores } from './schema.ts'
import { itemText, scoreText } from './words.ts'

export interface ScoreDifference {
  unitCode: string
  unit: string
  /** Code of the item; '' for the total. */
  code: string
  item: string
  frozen: string
  present: string
}

const countedText = (item: ItemScore): string =>
  item.part === null || item.whole === null ? itemText(item) : `${itemText(item)}（${item.part} ÷ ${item.whole}）`

/** Every score in which the present differs from what was signed, unit by unit. Empty exactly when all are equal. */
export function compareScores(frozen: MonthScores, present: MonthScores): ScoreDifference[] {
  const now = new Map(present.units.map((unit) => [unit.unitCode, unit]))
  const before = new Set(frozen.units.map(({ unitCode }) => unitCode))
  const whole = (unitCode: string, unit: string, was: string, is: string): ScoreDifference => ({
    unitCode,
    unit,
    code: '',
    item: '整个单位',
    frozen: was,
    present: is,
  })
  return [
    ...frozen.units.flatMap((old): ScoreDifference[] => {
      const unit = now.get(old.unitCode)
      if (!unit) return [whole(old.unitCode, old.unit, '在表内', '已不在表内')]
      const head = { unitCode: old.unitCode, unit: old.unit }
      const items = new Map(unit.items.map((item) => [item.code, item]))
      const changed = old.items.flatMap((item): ScoreDifference[] => {
        const after = items.get(item.code)
        const [was, is] = [countedText(item), after ? countedText(after) : '已没有这一项']
        return was === is ? [] : [{ ...head, code: item.code, item: item.title, frozen: was, present: is }]
      })
      const [was, is] = [scoreText(old.total), scoreText(unit.total)]
      return was === is ? changed : [...changed, { ...head, code: '', item: '折合分', frozen: was, present: is }]
    }),
    ...present.units
      .filter(({ unitCode }) => !before.has(unitCode))
      .map(({ unitCode, unit }) => whole(unitCode, unit, '不在表内', '应列入')),
  ]
}
