const keyOf = (organisationId: string) => `huifang.first-steps-past.${organisationId}`

/** Whether this browser knows that the organisation has finished its first follow-up. */
export const areFirstStepsPast = (organisationId: string): boolean =>
  localStorage.getItem(keyOf(organisationId)) !== null

export const keepFirstStepsPast = (organisationId: string): void => localStorage.setItem(keyOf(organisationId), '1')
