import { useState } from 'react'
import { Navigate, useNavigate, useSearchParams } from 'react-router'
import { setUpState, me as whoAmI } from '../../server/people/contract.ts'
import { call } from '../kit/api.ts'
import { answers, useAsk } from '../kit/ask.ts'
import { speak, useT } from '../kit/words.ts'
import { Doorstep } from './Doorstep.tsx'
import { SignInForm } from './SignInForm.tsx'
import { SignOnButton, SignOnProblemNote } from './SignOnButton.tsx'

/** The sign-in. With the demo business its logins stand below, one click each. */
export function SignInPage() {
  const t = useT()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [filled, setFilled] = useState<{ email: string }>()
  const { data } = useAsk(setUpState)
  if (data?.needed) return <Navigate to="/set-up" replace />

  const enter = async () => {
    answers.clear()
    // The language kept with the account goes before the one this browser had.
    const me = await call(whoAmI)
    if (me.language) await speak(me.language)
    void navigate(placeWithin(search.get('to')), { replace: true })
  }
  return (
    <Doorstep title={t('signIn.title')} hint={t('signIn.tagline')}>
      <SignOnProblemNote />
      <SignInForm filled={filled} onSignedIn={enter} />
      <SignOnButton to={placeWithin(search.get('to'))} />
      {data && data.demoLogins.length > 0 && (
        <section className="demo-logins">
          <h2>{t('signIn.demo-logins')}</h2>
          {[...Map.groupBy(data.demoLogins, login => login.organisation)].map(([organisation, logins]) => (
            <section key={organisation} aria-label={organisation}>
              <h3>{organisation}</h3>
              {logins.map(login => (
                <button key={login.email} type="button" onClick={() => setFilled({ ...login })}>
                  <b>{t(`kit.role-${login.role}`)}</b>
                  <span>{login.email}</span>
                </button>
              ))}
            </section>
          ))}
        </section>
      )}
    </Doorstep>
  )
}

/** Only places of our own: an address of another site in `to` leads home. */
function placeWithin(to: string | null): string {
  return to?.startsWith('/') && !to.startsWith('//') && !to.includes('\\') ? to : '/'
}
