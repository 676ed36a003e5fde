import { Button, Form, Input } from 'antd'
import { Link } from 'react-router'
import { setUpState } from '../../server/people/contract.ts'
import { forgotPassword } from '../../server/people/staff-contract.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { Status } from '../kit/Status.tsx'
import { useT } from '../kit/words.ts'
import { Doorstep } from './Doorstep.tsx'

/** A forgotten password: by mail where the installation can send mail, else by an administrator. */
export function ForgotPage() {
  const t = useT()
  const byMail = useAsk(setUpState).data?.resetByMail
  const ask = useDo(forgotPassword, { topics: [] })
  return (
    <Doorstep title={t('signIn.forgot')} hint={byMail === false ? t('signIn.forgot-no-mail') : t('signIn.forgot-hint')}>
      {ask.isSuccess && (
        <p style={{ marginBottom: 16 }}>
          <Status feel="good">{t('signIn.forgot-sent')}</Status>
        </p>
      )}
      {byMail && !ask.isSuccess && (
        <Form<{ email: string }>
          layout="vertical"
          requiredMark={false}
          onFinish={body => ask.mutate({ body })}
          validateMessages={{ required: t('kit.required'), types: { email: t('kit.email') } }}
        >
          <ProblemNote error={ask.error} />
          <Form.Item name="email" label={t('signIn.email')} rules={[{ required: true, type: 'email' }]}>
            <Input size="large" autoComplete="username" inputMode="email" autoFocus />
          </Form.Item>
          <Button type="primary" size="large" block htmlType="submit" loading={ask.isPending}>
            {t('signIn.send-link')}
          </Button>
        </Form>
      )}
      <p style={{ marginTop: 16 }}>
        <Link to="/sign-in">{t('signIn.to-sign-in')}</Link>
      </p>
    </Doorstep>
  )
}
