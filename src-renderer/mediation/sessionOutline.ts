/** Parts of a record of mediation (A2.9): a button each, which puts an opening at the cursor. */
export const SESSION_OUTLINE = [
  {
    title: '告知',
    text: '调解员介绍了主持人和记录人，告知调解的性质、原则和协议的效力，以及当事人的权利义务；询问各方是否申请回避。各方表示清楚，不申请回避，同意调解。',
  },
  { title: '陈述', text: '申请人陈述：\n被申请人陈述：' },
  { title: '核实', text: '经核实，各方没有争议的事实：\n有争议的事实：\n查看的材料：' },
  { title: '意见', text: '申请人意见：\n被申请人意见：\n调解员意见：' },
  { title: '结果', text: '经调解，各方达成如下一致：\n1. ' },
  { title: '不成', text: '各方未能达成一致，原因：\n调解员告知可以依法申请仲裁、请求行政机关处理或向人民法院起诉。' },
  { title: '校阅', text: '以上记录经当事人校阅（已向当事人宣读），确认无误。' },
] as const
