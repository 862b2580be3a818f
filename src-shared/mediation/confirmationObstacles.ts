/** A ground on which a court will not take, or will reject, an application for judicial confirmation. */
export type ConfirmationObstacle = { id: string; stage: 'not_accepted' | 'rejected'; text: string; source: string }

export type ConfirmationFacts = {
  justiceClass: string
  agreementForm: 'written' | 'oral'
  /** The terms of the agreement, as written. */
  terms: readonly string[]
}

type ObstacleRule = ConfirmationObstacle & { applies: (facts: ConfirmationFacts) => boolean }

const ARTICLE_355 = '《最高人民法院关于适用〈民事诉讼法〉的解释》（法释〔2022〕11号）第三百五十五条'
const ARTICLE_358 = '《最高人民法院关于适用〈民事诉讼法〉的解释》（法释〔2022〕11号）第三百五十八条'
const spoken = (facts: ConfirmationFacts, words: RegExp): boolean => facts.terms.some((term) => words.test(term))

const OBSTACLES: readonly ObstacleRule[] = [
  {
    id: 'personal_status',
    stage: 'not_accepted',
    text: '协议涉及婚姻、亲子、收养等身份关系的无效、有效或者解除的，法院不予受理司法确认申请。',
    source: `${ARTICLE_355}第三项`,
    applies: (facts) => spoken(facts, /离婚|解除婚姻|婚姻关系|婚姻无效|亲子关系|收养关系|解除收养|抚养权归/),
  },
  {
    id: 'title_to_property',
    stage: 'not_accepted',
    text: '协议涉及物权、知识产权确权的，法院不予受理司法确认申请。',
    source: `${ARTICLE_355}第五项`,
    applies: (facts) =>
      spoken(
        facts,
        /所有权归|产权归|归.{1,12}所有|使用权归|确权|权属|宅基地归|承包经营权归|著作权归|商标权归|专利权归/,
      ),
  },
  {
    id: 'special_procedure',
    stage: 'not_accepted',
    text: '内容应当适用其他特别程序、公示催告程序、破产程序审理的，法院不予受理。',
    source: `${ARTICLE_355}第四项`,
    applies: (facts) => spoken(facts, /破产|公示催告|宣告失踪|宣告死亡|行为能力/),
  },
  {
    id: 'oral',
    stage: 'not_accepted',
    text: '申请司法确认应当提交调解协议；口头协议请先补制书面协议。',
    source: '《最高人民法院关于适用〈民事诉讼法〉的解释》（法释〔2022〕11号）第三百五十四条',
    applies: ({ agreementForm }) => agreementForm === 'oral',
  },
  {
    id: 'unclear_terms',
    stage: 'rejected',
    text: '协议内容不明确的，法院裁定驳回。请写明履行的金额、期限、方式和主体。',
    source: `${ARTICLE_358}第五项`,
    applies: ({ terms }) =>
      terms.length === 0 || terms.some((term) => /尽快|适当|酌情|若干|另行协商|视情况|一定数额|尽量/.test(term)),
  },
]

/**
 * Obstacles to judicial confirmation (A1.4) that the agreement's own words suggest. A prompt for
 * the mediator: an empty answer does not mean that the court will confirm.
 */
export function confirmationObstacles(facts: ConfirmationFacts): ConfirmationObstacle[] {
  return OBSTACLES.filter(({ applies }) => applies(facts)).map(({ id, stage, text, source }) => ({
    id,
    stage,
    text,
    source,
  }))
}
