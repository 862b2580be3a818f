import { EVENT_SOURCES } from '../../src-shared/grid/codes.ts'
import type { DiaryEntry, GridEvent } from '../../src-shared/grid/schema.ts'
import type { Day } from '../../src-shared/kernel/day.ts'
import type { Choice } from '../ui/form/choiceSearch.ts'
import {
  choiceField,
  choicesOf,
  longField,
  textField,
  timeField,
  type FieldSpec,
  type Values,
} from '../workbench/fieldSpec.ts'

export const eventFields = (places: readonly Choice[], classes: readonly Choice[]): FieldSpec[] => [
  textField('summary', '什么事', 100, { required: true, span: 'full' }),
  choiceField('placeId', '哪个网格', places),
  textField('placeDetail', '具体地点', 100),
  choiceField('class', '事件分类', classes),
  { kind: 'day', name: 'foundOn', label: '发现日期', required: true },
  timeField('foundAt', '发现时间', { hint: '如 0930，可不填' }),
  choiceField('source', '怎么知道的', choicesOf(EVENT_SOURCES)),
  longField('facts', '详细情况', 4000, {
    required: false,
    hint: '写事，不写居民的姓名和证件；要给个人答复的请到窗口登记',
  }),
]

export const eventValues = (today: Day, of?: GridEvent, diary?: DiaryEntry): Values => ({
  summary: of?.summary ?? diary?.title ?? '',
  placeId: of?.placeId ?? diary?.placeId ?? '',
  placeDetail: of?.placeDetail ?? diary?.placeDetail ?? '',
  class: of?.class ?? '',
  foundOn: of?.foundOn ?? diary?.notedOn ?? today,
  foundAt: of?.foundAt ?? '',
  source: of?.source ?? (diary ? 'visit' : 'patrol'),
  facts: of?.facts ?? diary?.text ?? '',
})

export const diaryFields = (places: readonly Choice[], kinds: readonly Choice[]): FieldSpec[] => [
  textField('title', '标题', 60, { required: true, span: 'full' }),
  choiceField('placeId', '哪个网格', places),
  { kind: 'day', name: 'notedOn', label: '日期', required: true },
  choiceField('kind', '类别', kinds),
  textField('placeDetail', '具体地点', 100),
  longField('text', '内容', 4000, { hint: '记居民的需要和建议，不记个人的信仰、立场和行踪' }),
]

export const diaryValues = (today: Day, of?: DiaryEntry): Values => ({
  title: of?.title ?? '',
  placeId: of?.placeId ?? '',
  notedOn: of?.notedOn ?? today,
  kind: of?.kind ?? '',
  placeDetail: of?.placeDetail ?? '',
  text: of?.text ?? '',
})
