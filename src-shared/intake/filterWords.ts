import { CHANNELS, MATTER_KINDS, STAGES, type MatterFilter, type MatterKind } from './schema.ts'

/** What a filter of the list asks for, one phrase each, for the head of a printed list; empty if it asks for nothing. */
export function filterWords(filter: MatterFilter, names: { place: string; owner: string; linkage: string }): string[] {
  const kindOf = (kind: MatterKind): string =>
    kind === 'linkage' && names.linkage ? `${names.linkage}任务` : MATTER_KINDS[kind]
  const words: [unknown, string][] = [
    [filter.ids.length > 0, `挑选的 ${filter.ids.length} 件`],
    [filter.stages.length > 0, `阶段：${filter.stages.map((stage) => STAGES[stage]).join('、')}`],
    [filter.kind, `类型：${filter.kind ? MATTER_KINDS[filter.kind] : ''}`],
    [filter.kinds.length > 0, `类型：${filter.kinds.map(kindOf).join('、')}`],
    [filter.taskLinkage && filter.kinds.length === 0, `六联任务只列${names.linkage}的`],
    [filter.words, `含“${filter.words}”`],
    [filter.placeId, `地点：${names.place || '未知'}`],
    [filter.channel, `来源：${filter.channel ? CHANNELS[filter.channel] : ''}`],
    [filter.receivedFrom, `收到不早于 ${filter.receivedFrom}`],
    [filter.receivedTo, `收到不晚于 ${filter.receivedTo}`],
    [filter.enteredFrom, `登记不早于 ${filter.enteredFrom}`],
    [filter.closedFrom, `办结不早于 ${filter.closedFrom}`],
    [filter.dueTo, `期限不晚于 ${filter.dueTo}`],
    [filter.ownerId, `经办人：${names.owner || '未知'}`],
    [filter.isOpenOnly, '只列在办'],
  ]
  return words.filter(([isAsked]) => Boolean(isAsked)).map(([, text]) => text)
}
