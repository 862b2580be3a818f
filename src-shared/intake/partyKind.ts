const ORGANISATION =
  /(公司|集团|中心|委员会|居委会|村委会|业委会|合作社|联社|学校|学院|大学|中学|小学|幼儿园|医院|诊所|银行|商行|商店|超市|酒店|饭店|工厂|物业|经营部|事务所|办事处|服务部|工作室|派出所|政府)$/

/** True if a name ends as those of companies and offices do; where nothing but the name is known. */
export const looksLikeOrganisation = (name: string): boolean => ORGANISATION.test(name.trim())
