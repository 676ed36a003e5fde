const word = (zh: string, en: string) => ({ zh: () => zh, en: () => en })

/** What stands above the columns of an exported log. */
export const auditColumnWords = {
  sheet: word('审计日志', 'Audit log'),
  at: word('时间', 'When'),
  who: word('谁', 'Who'),
  action: word('做了什么', 'What was done'),
  subject: word('对象', 'About'),
  'subject-id': word('对象编号', 'Id'),
  facts: word('细节', 'Details'),
  request: word('请求编号', 'Request'),
  number: word('链上序号', 'Place in the chain'),
}
