/** Counts that people keep by hand for the month, not derived from cases (预防 and 负面 of A3.3). */
export const MANUAL_FIGURES = {
  inspections: '排查纠纷（次）',
  prevented: '预防纠纷（件）',
  suicideCases: '防止民间纠纷引起自杀（件）',
  suicidePeople: '防止民间纠纷引起自杀（人）',
  crimeCases: '防止民间纠纷转化为刑事案件（件）',
  crimePeople: '防止民间纠纷转化为刑事案件（人）',
  groupPetitionCases: '防止群体性上访（件）',
  groupPetitionPeople: '防止群体性上访（人）',
  brawlCases: '防止群体性械斗（件）',
  brawlPeople: '防止群体性械斗（人）',
} as const
