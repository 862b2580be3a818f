import type { DirectiveEventKind } from './events.ts'
import type { DirectiveState } from './fold.ts'
import type { DirectiveStage } from './schema.ts'

/** The stages in which a step may be taken; `linked` says what it is about and may come at any time. */
const POSSIBLE: Record<DirectiveEventKind, readonly DirectiveStage[]> = {
  received: ['sent'],
  accepted: ['received'],
  returned: ['received'],
  replied: ['working'],
  linked: ['sent', 'received', 'working', 'returned', 'replied'],
  confirmed: ['replied'],
  sent_back: ['replied', 'returned'],
  withdrawn: ['sent', 'received', 'working', 'returned', 'replied'],
}

const BECAUSE: Record<DirectiveStage, string> = {
  sent: '还没有签收',
  received: '已经签收，请先接办或退回',
  working: '正在办理',
  returned: '已经退回，等区里答复',
  replied: '已经回复，等区里确认',
  confirmed: '区里已经确认办结',
  withdrawn: '区里已经撤回',
}

/** Why a step cannot be taken now, in Chinese; empty if it can. */
export function whyNot({ stage }: Pick<DirectiveState, 'stage'>, kind: DirectiveEventKind): string {
  if (POSSIBLE[kind].includes(stage)) return ''
  if (kind === 'confirmed' && stage !== 'confirmed' && stage !== 'withdrawn') return '街道还没有回复'
  if (kind === 'sent_back' && (stage === 'sent' || stage === 'received' || stage === 'working'))
    return '街道没有回复，也没有退回'
  if (kind === 'returned' && stage === 'working') return '已经接办，不能再退回；办不下去的请在回复中写明'
  if (kind === 'received') return stage === 'confirmed' || stage === 'withdrawn' ? BECAUSE[stage] : '已经签收'
  return BECAUSE[stage]
}
