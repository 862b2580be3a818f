/** What is kept of a volunteer besides hours (志愿服务条例: 服务情况、培训、表彰). */
export const VOLUNTEER_PAPER_KINDS = {
  training: '培训',
  insurance: '人身意外保险',
  certificate: '证书',
  praise: '表彰',
} as const
export type VolunteerPaperKind = keyof typeof VOLUNTEER_PAPER_KINDS
