import { seal } from '../../paper/spec.ts'

/** Words and fields that the specs of petition papers share; `[待核]` where a source was not seen in full. */
export const law = (articles: string): string => `《信访工作条例》${articles}`
export const FIELDS_SEEN = '文书管理字段见公开信访业务系统[待核]'
export const OWN_FORM = '各地表样归纳，非官方表样[待核]'
export const AGENCY = '地方信访代理制度归纳，没有全国性法规[待核]'

const paper = { templateVersion: '1', page: 'A4', needsNumber: true } as const
export const outgoing = { ...paper, numbering: 'petition' } as const
export const ofMatter = { ...paper, numbering: 'matter' } as const
export const ofAgency = { ...paper, numbering: 'agency' } as const
export const officeSeal = seal('office', '（印章）', 'centre')
export const optional = { isRequired: false }
