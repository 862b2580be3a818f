import { definePaper, signature } from '../../paper/spec.ts'
import * as form from './formSchema.ts'
import { AGENCY, law, ofAgency, officeSeal, ofMatter, optional, OWN_FORM } from './specWords.ts'

/** Forms that stay in the dossier. */
export const PETITION_FORMS = {
  petition_registration: definePaper({
    ...ofMatter,
    title: '信访事项登记表',
    template: 'petition_registration.typ',
    schema: form.PetitionRegistration,
    legalBasis: [law('第十七条、第十九条至第二十三条'), OWN_FORM],
    signaturePlaces: [
      signature('citizen', '信访人（签名）', 'party'),
      signature('receiver', '接谈人（签名）', 'clerk', optional),
      signature('registrar', '登记人（签名）', 'recorder'),
    ],
  }),
  agency_mandate: definePaper({
    ...ofAgency,
    title: '信访代理委托书',
    template: 'agency_mandate.typ',
    schema: form.AgencyMandate,
    legalBasis: [AGENCY, law('第十七条、第十九条、第二十条'), '个人信息保护法第十七条、第二十三条、第二十九条'],
    signaturePlaces: [
      signature('processing', '同意处理个人信息，委托人（签名）', 'party'),
      signature('sensitive', '单独同意处理敏感个人信息，委托人（签名）', 'party', optional),
      signature('provide', '单独同意向责任单位提供，委托人（签名）', 'party'),
      signature('principal', '委托人（签名）', 'party', { isPerPerson: true }),
      signature('agent', '代理员（签名）', 'clerk'),
      officeSeal,
    ],
  }),
  agency_registration: definePaper({
    ...ofAgency,
    title: '信访代理登记表',
    template: 'agency_registration.typ',
    schema: form.AgencyRegistration,
    legalBasis: [AGENCY, OWN_FORM],
    signaturePlaces: [
      signature('agent', '代理员（签名）', 'clerk'),
      signature('registrar', '登记人（签名）', 'recorder'),
    ],
  }),
  agency_meeting: definePaper({
    ...ofMatter,
    title: '信访事项协调会纪要',
    template: 'agency_meeting.typ',
    schema: form.AgencyMeeting,
    legalBasis: [law('第十三条、第十五条'), OWN_FORM],
    signaturePlaces: [
      signature('chair', '主持人（签名）', 'head'),
      signature('unit', '参加单位（签名）', 'participant', { isPerPerson: true }),
      signature('recorder', '记录人（签名）', 'recorder'),
    ],
  }),
  agency_feedback: definePaper({
    ...ofAgency,
    title: '反馈签收单',
    template: 'agency_feedback.typ',
    schema: form.AgencyFeedback,
    legalBasis: [AGENCY, OWN_FORM],
    signaturePlaces: [signature('principal', '委托人（签名）', 'party'), signature('agent', '代理员（签名）', 'clerk')],
  }),
  petition_satisfaction: definePaper({
    ...ofMatter,
    title: '满意度评价表',
    template: 'petition_satisfaction.typ',
    schema: form.Satisfaction,
    legalBasis: ['国信发〔2022〕11号[待核]', OWN_FORM],
    signaturePlaces: [signature('citizen', '评价人（签名）', 'party')],
  }),
  petition_return_visit: definePaper({
    ...ofMatter,
    title: '信访事项回访记录',
    template: 'petition_return_visit.typ',
    schema: form.PetitionVisit,
    legalBasis: [AGENCY, OWN_FORM],
    signaturePlaces: [
      signature('visitor', '回访人（签名）', 'clerk'),
      signature('citizen', '受访人（签名）', 'party', optional),
    ],
  }),
  petition_closing: definePaper({
    ...ofMatter,
    title: '结案审批表',
    template: 'petition_closing.typ',
    schema: form.Closing,
    legalBasis: [law('第二十七条、第三十四条'), OWN_FORM],
    signaturePlaces: [
      signature('handler', '承办人（签名）', 'clerk'),
      signature('head', '负责人（签名）', 'head'),
      officeSeal,
    ],
  }),
  petition_cover: definePaper({
    ...ofAgency,
    title: '信访档案封面',
    template: 'petition_cover.typ',
    schema: form.PetitionCover,
    legalBasis: [OWN_FORM],
    signaturePlaces: [],
  }),
  petition_catalogue: definePaper({
    ...ofAgency,
    title: '信访档案目录',
    template: 'petition_catalogue.typ',
    schema: form.PetitionCatalogue,
    legalBasis: [OWN_FORM],
    signaturePlaces: [],
  }),
}
