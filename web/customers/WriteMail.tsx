import { Drawer, Form, Input, Select } from 'antd'
import { useId } from 'react'
import { PURPOSES } from '../../server/campaigns/rules.ts'
import { writeMail } from '../../server/contacts/mail-contract.ts'
import type { GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useMe } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useLanguage } from '../kit/preferences.ts'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { MailAsRead } from './MailAsRead.tsx'
import { sayPurpose } from './say-purpose.ts'
import { VerdictAnswer } from './VerdictAnswer.tsx'

type Body = GivenTo<typeof writeMail>['body']

interface WriteMailProps {
  open: boolean
  customerId: string
  onClose: () => void
}

/** Writes to the customer by e-mail, as the contact policy allows at that moment; what was typed stays when it does not. */
export function WriteMail({ open, customerId, onClose }: WriteMailProps) {
  const t = useT()
  const say = useSay()
  const name = useId()
  const [form] = Form.useForm<Body>()
  const write = useDo(writeMail, { topics: ['contacts', 'customers'] })
  const send = (body: Body) =>
    write.mutate(
      { params: { id: customerId }, body },
      {
        onSuccess({ allowed, masked }) {
          if (!allowed) return
          onClose()
          form.resetFields()
          write.reset()
          say.done(t('customers.mail-written', { masked: masked ?? '' }))
        },
      },
    )
  return (
    <Drawer
      title={t('customers.write-mail')}
      open={open}
      onClose={onClose}
      size={560}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      footer={
        <div className="drawer-foot">
          <Button onClick={onClose}>{t('kit.cancel')}</Button>
          <Button type="primary" htmlType="submit" form={name} needs={writeMail} loading={write.isPending}>
            {t('customers.mail-send')}
          </Button>
        </div>
      }
    >
      <Form<Body>
        name={name}
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={send}
        validateMessages={{ required: t('kit.required'), whitespace: t('kit.required') }}
      >
        <ProblemNote error={write.error} />
        {write.data?.allowed === false ? (
          <section className="mail-refused" role="alert">
            <VerdictAnswer verdict={write.data.verdict} />
            <p>{t(write.data.verdict.kind === 'defer' ? 'customers.mail-refused-yet' : 'customers.mail-refused')}</p>
          </section>
        ) : (
          <p className="form-note">{t('customers.write-mail-hint')}</p>
        )}
        <Fields />
        <Preview />
      </Form>
    </Drawer>
  )
}

function Preview() {
  const me = useMe()
  const { subject = '', text = '', reason = '' } = Form.useWatch([], Form.useFormInstance<Body>()) ?? {}
  return <MailAsRead {...{ subject, text, reason }} writtenByName={me.name} />
}

function Fields() {
  const t = useT()
  const language = useLanguage()
  return (
    <>
      <Form.Item name="purpose" label={t('customers.purpose')} rules={[{ required: true }]}>
        <Select options={PURPOSES.map(value => ({ value, label: sayPurpose(value, language) }))} />
      </Form.Item>
      <Form.Item name="reason" label={t('customers.mail-reason')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={300} />
      </Form.Item>
      <Form.Item name="subject" label={t('customers.mail-subject')} rules={[{ required: true, whitespace: true }]}>
        <Input maxLength={150} />
      </Form.Item>
      <Form.Item name="text" label={t('customers.mail-text')} rules={[{ required: true, whitespace: true }]}>
        <Input.TextArea maxLength={10_000} autoSize={{ minRows: 8, maxRows: 20 }} />
      </Form.Item>
    </>
  )
}
