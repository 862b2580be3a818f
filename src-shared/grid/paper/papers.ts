import { definePaper, signature } from '../../paper/spec.ts'
import { ContactCard, DailySheet } from './schema.ts'

export const GRID_PAPERS = {
  grid_daily: definePaper({
    title: '社情民意动态信息日报',
    template: 'grid_daily.typ',
    templateVersion: '1',
    page: 'A4',
    schema: DailySheet,
    needsNumber: false,
    legalBasis: ['东城区每日统计上报的做法（栏目为归纳）[待核]'],
    signaturePlaces: [signature('preparer', '填报人', 'clerk'), signature('responsible', '审阅（签名）', 'head')],
  }),
  grid_card: definePaper({
    title: '网格联系卡',
    template: 'grid_card.typ',
    templateVersion: '1',
    page: 'A5',
    schema: ContactCard,
    needsNumber: false,
    legalBasis: ['网格责任人公示的做法[待核]'],
    signaturePlaces: [],
  }),
}
