import { defineWords } from '../kit/define-words.ts'

/** Words of mails to customers. */
export const words = defineWords({
  zh: {
    'write-mail': '写邮件',
    'write-mail-hint': '邮件先登记再发出，和电话一起计入联系规则。末尾自动写明谁写的、为什么、如何核实和退订。',
    'mail-not-now': '现在不能发邮件，原因见上',
    'mail-reason': '为什么写给客户（客户会看到）',
    'mail-subject': '主题',
    'mail-text': '正文',
    'mail-send': '登记并发送',
    'mail-written': (f: { masked: string }) => `已登记，即将发往 ${f.masked}`,
    'mail-refused': '没有发送。写的内容还在。',
    'mail-refused-yet': '还没有发送。写的内容还在，可以到时再发。',
    'mail-content': '邮件',
    'mail-how': '发送情况',
  },
  en: {
    'write-mail': 'Write an e-mail',
    'write-mail-hint':
      'It is registered before it is sent, and counts with calls by the contact policy. At its end stand who wrote it, why, how to check it and how to get no more.',
    'mail-not-now': 'No mail may be sent now; the reason stands above',
    'mail-reason': 'Why we write (the customer reads it)',
    'mail-subject': 'Subject',
    'mail-text': 'Text',
    'mail-send': 'Register and send',
    'mail-written': f => `Registered; it goes to ${f.masked} now`,
    'mail-refused': 'It was not sent. What you wrote is kept.',
    'mail-refused-yet': 'It was not sent yet. What you wrote is kept; send it then.',
    'mail-content': 'The mail',
    'mail-how': 'How it went',
  },
})
