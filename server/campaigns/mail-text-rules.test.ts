import { describe, expect, test } from 'vitest'
import { mailFor, problemsOfMail } from './mail-text-rules.ts'

const mail = (text: string, subject = '您的设备该保养了') => ({ subject, text })

describe('the mail of a campaign', () => {
  test('needs a subject and a text', () => {
    expect(problemsOfMail(null)).toEqual([])
    expect(problemsOfMail({ subject: ' ', text: '' })).toEqual(['mail-subject-missing', 'mail-text-missing'])
    expect(problemsOfMail(mail('{customer}，您好！{company}提醒您：{product} 该保养了（{reason}）。'))).toEqual([])
  })

  test.each([
    '请回复您的登录密码和验证码。',
    '为核实身份，请提供身份证号。',
    'Please answer with your password.',
    'Send us the one-time code you received',
    'Reply with your ID number; it is urgent.',
  ])('asks nobody for what is his alone: %s', text => {
    expect(problemsOfMail(mail(text))).toEqual(['mail-asks-for-secrets'])
  })

  test.each([
    '我们绝不会向您索要密码或验证码。',
    'We never ask for passwords.',
    'Spin the machine up before the service.',
  ])('may say so: %s', text => expect(problemsOfMail(mail(text))).toEqual([]))

  test.each([
    'http://example.com',
    'https://203.0.113.5/x',
    'https://a@example.com',
    'https://example.com/?c={customer}',
    'ftp://example.com/a',
  ])('leads nobody where he cannot see: %s', link =>
    expect(problemsOfMail(mail(`请看 ${link} 谢谢`))).toEqual(['mail-link-unsafe']),
  )

  test('may lead to a page of the house', () => {
    expect(problemsOfMail(mail('详情见 https://www.example.com/service。'))).toEqual([])
  })

  test('leaves open only what the product can fill in, and fills it once', () => {
    expect(problemsOfMail(mail('{agent}会联系您'))).toEqual(['mail-placeholder-unknown'])
    const facts = { customer: '{reason}', company: '远山', reason: '保养', product: 'ZX\n200' }
    expect(mailFor({ subject: '{customer}：{product}', text: '{ company }{reason}' }, facts)).toEqual({
      subject: '{reason}：ZX 200',
      text: '远山保养',
    })
  })
})
