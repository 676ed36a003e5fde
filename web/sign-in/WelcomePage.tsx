import { Button, Form, Input, Skeleton } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import { signIn } from '../../server/people/contract.ts'
import { choosePassword, readLink } from '../../server/people/staff-contract.ts'
import { call } from '../kit/api.ts'
import { answers, useAsk, useDo } from '../kit/ask.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { useT } from '../kit/words.ts'
import { Doorstep } from './Doorstep.tsx'

/** Where an invitation or a link for a new password leads: its reader chooses his password and is in. */
export function WelcomePage() {
  const t = useT()
  const navigate = useNavigate()
  // Behind the #, so that no server on the way and no log ever has it.
  const [token] = useState(() => location.hash.slice(1))
  const link = useAsk(readLink, { body: { token } }, { topics: [] })
  const choose = useDo(choosePassword, {
    topics: [],
    onDone: async ({ email }, { body: { password } }) => {
      await call(signIn, { body: { email, password } })
      answers.clear()
      void navigate('/', { replace: true })
    },
  })
  const shown = link.data
  const title = shown?.kind === 'invitation' ? t('signIn.welcome', shown) : t('signIn.new-password-title')
  return (
    <Doorstep title={title} hint={shown ? t('signIn.welcome-hint', shown) : link.error ? '' : t('signIn.reading-link')}>
      {link.error && (
        <>
          <ProblemNote error={link.error} />
          <Link to="/sign-in">{t('signIn.to-sign-in')}</Link>
        </>
      )}
      {!shown && !link.error && <Skeleton active />}
      {shown && !link.error && (
        <Form<{ password: string }>
          layout="vertical"
          requiredMark={false}
          onFinish={({ password }) => choose.mutate({ body: { token, password } })}
          validateMessages={{ required: t('kit.required') }}
        >
          <ProblemNote error={choose.error} />
          <Form.Item label={t('signIn.email')}>
            <Input size="large" value={shown.email} autoComplete="username" readOnly />
          </Form.Item>
          <Form.Item
            name="password"
            label={t('signIn.your-password')}
            extra={t('signIn.password-hint')}
            rules={[{ required: true }, { min: 8, message: t('signIn.password-hint') }]}
          >
            <Input.Password size="large" autoComplete="new-password" maxLength={200} autoFocus />
          </Form.Item>
          <Button type="primary" size="large" block htmlType="submit" loading={choose.isPending}>
            {t('signIn.set-password')}
          </Button>
        </Form>
      )}
    </Doorstep>
  )
}
