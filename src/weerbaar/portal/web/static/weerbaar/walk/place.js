/* Where somebody stands, asked of the phone only when a person presses the button. Own work, EUPL-1.2. */
const PATIENCE_MS = 15000;
/* 6 decimals of a degree are 10 cm: more than any phone knows. */
const DECIMALS = 1e6;

export function whereAmI() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) { reject(new Error("this phone does not know")); return; }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({
        lat: rounded(coords.latitude),
        lon: rounded(coords.longitude),
        accuracy_m: Math.round(coords.accuracy),
        by: "gps",
      }),
      reject,
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 0 },
    );
  });
}

export function rounded(degrees) { return Math.round(degrees * DECIMALS) / DECIMALS; }
