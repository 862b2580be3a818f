import type { FieldTools } from '../ui/form/fieldTools.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'

/** Simple stand-ins for the rules that the product injects. */
export const sampleTools: FieldTools = {
  parseDay(text) {
    if (text === '昨天') return '2026-03-04'
    const match = /^(\d{1,2})[-./月]?(\d{2}|\d)日?$/.exec(text)
    if (!match) return undefined
    const day = `2026-${match[1]!.padStart(2, '0')}-${match[2]!.padStart(2, '0')}`
    return Number.isNaN(Date.parse(day)) ? undefined : day
  },
  amountInWords: (fen) => (fen === 123_450 ? '壹仟贰佰叁拾肆元伍角整' : `（${fen} 分）`),
  checkIdNumber(idNumber) {
    if (!/^\d{17}[\dX]$/.test(idNumber)) return { ok: false, message: '应为 18 位：17 位数字加 1 位数字或 X' }
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    const sum = weights.reduce((total, weight, at) => total + weight * Number(idNumber[at]), 0)
    if ('10X98765432'[sum % 11] !== idNumber[17]) return { ok: false, message: '最后一位校验不符，请核对' }
    const birthOn = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`
    return { ok: true, birthOn, sex: Number(idNumber[16]) % 2 === 1 ? 'male' : 'female' }
  },
}

export const fruits: readonly Choice[] = [
  { value: 'apple', label: '苹果', note: '水果' },
  { value: 'pineapple', label: '菠萝', note: '水果' },
  { value: 'radish', label: '白萝卜', note: '蔬菜' },
  { value: 'carrot', label: '胡萝卜', note: '蔬菜' },
  { value: 'chongqing', label: '重庆小面', note: '面食' },
  { value: 'noodles', label: '长寿面', note: '面食' },
  { value: 'soldout', label: '酸菜鱼', note: '今日售完', disabled: true },
]

export interface SampleRow {
  readonly id: number
  code: string
  name: string
  place: string
  amount: number
  day: string
  note: string
}

const SURNAMES = '赵钱孙李周吴郑王冯陈'
const PLACES = ['东风路', '建设里', '团结巷', '和平街', '光明新村']

export function sampleRow(id: number): SampleRow {
  return {
    id,
    code: `11010119900101${String(id % 10000).padStart(4, '0')}`,
    name: `${SURNAMES[id % 10]}样本${id}`,
    place: PLACES[id % 5]!,
    amount: (id * 37) % 10000,
    day: `2026-${String((id % 12) + 1).padStart(2, '0')}-${String((id % 28) + 1).padStart(2, '0')}`,
    note: id % 7 === 0 ? '第一行\n第二行' : `备注 ${id}`,
  }
}
