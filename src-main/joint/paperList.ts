import type { JointKindName } from '../../src-shared/joint/kinds.ts'
import type { JointState } from '../../src-shared/joint/state.ts'
import { PAPERS, type PaperKind } from '../../src-shared/paper/registry.ts'
import type { OpenedJoint } from './record.ts'

/** A paper of a kind of record, and why it cannot be made yet. */
interface OwnPaper {
  kind: PaperKind
  why?(state: JointState): string
}
const needs =
  (act: string, why: string) =>
  ({ last }: JointState): string =>
    last[act] ? '' : why

const PAPERS_OF: Readonly<Record<JointKindName, readonly OwnPaper[]>> = {
  trouble: [
    { kind: 'joint_notice', why: needs('list', '还没有挂牌') },
    { kind: 'joint_rectification' },
    { kind: 'joint_struck', why: (state) => (state.isPassed ? '' : '复查还没有通过') },
  ],
  incident: [{ kind: 'joint_incident' }],
  situation: [{ kind: 'joint_situation' }],
  warning: [{ kind: 'joint_warning', why: needs('issue', '还没有发布') }],
  patrol: [{ kind: 'joint_patrol' }],
  creation: [{ kind: 'joint_creation' }],
  project: [{ kind: 'joint_project' }],
}

/** The papers of a record, in the order of its course. */
export const papersOf = ({ folded }: OpenedJoint): { kind: PaperKind; title: string; why: string }[] =>
  PAPERS_OF[folded.kind].map(({ kind, why }) => ({
    kind,
    title: PAPERS[kind].title,
    why: folded.state.isVoid ? '已经作废' : (why?.(folded.state) ?? ''),
  }))
